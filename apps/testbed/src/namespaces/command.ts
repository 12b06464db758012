import { execFile } from 'node:child_process';
import { TestbedError } from '../testbed-error.ts';

/**
 * Runs a short program to its end, `input` on its standard input.
 * @returns what it wrote on standard output
 * @throws TestbedError with the command and what it said
 */
export function runCommand(command: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command[0]!, command.slice(1), { timeout: 60_000, killSignal: 'SIGKILL', maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new TestbedError(`${command.join(' ')}: ${explain(error, stderr)}`));
    });
    // A program that ends without reading its input is no fault of its own; how it ended is told above.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

function explain(error: Error & { code?: unknown; killed?: boolean }, stderr: string): string {
  if (error.killed === true) return 'did not end within 60 s';
  if (error.code === 'ENOENT') return 'this program is not installed';
  return stderr.trim() === '' ? `ended with ${String(error.code)}` : stderr.trim();
}
