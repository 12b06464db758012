import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Subject } from './subject.ts';

/** The command `tunnelscope`. */
export const LAUNCHER = fileURLToPath(new URL('../../../cli/bin/tunnelscope.js', import.meta.url));

/** Where a process writes what it used: the first descriptor behind standard error. */
const USAGE_DESCRIPTOR = 3;

/** Preloaded into the process: says at its end how much CPU time it used, all threads and its start included. */
const REPORT_USAGE = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeSync(${USAGE_DESCRIPTOR}, String(user + system));
  });
`)}`;

/**
 * A whole Node process, from its start to its end.
 * @param result what counts of its standard output
 */
export function processOf(script: string, words: readonly string[], result: (output: string) => unknown): Subject {
  return async (runs) => {
    const total = { wallMs: 0, cpuMs: 0, result: null as unknown };
    for (let i = 0; i < runs; i++) {
      const start = performance.now();
      const { output, cpuMs } = await run(script, words);
      total.wallMs += (performance.now() - start) / runs;
      total.cpuMs += cpuMs / runs;
      total.result = result(output);
    }
    return total;
  };
}

/** @throws Error with what the process said, if it fails */
async function run(script: string, words: readonly string[]): Promise<{ output: string; cpuMs: number }> {
  const child = spawn(process.execPath, ['--import', REPORT_USAGE, script, ...words], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const [exitCode, output, complaint, usage] = await Promise.all([
    ended,
    text(child.stdout as Readable),
    text(child.stderr as Readable),
    text(child.stdio[USAGE_DESCRIPTOR] as Readable),
  ]);
  if (exitCode !== 0) throw new Error(`${script} ${words.join(' ')} ended with exit code ${exitCode}: ${complaint.trim()}`);
  return { output, cpuMs: Number(usage) / 1000 };
}
