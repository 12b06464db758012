import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const TUNNELSCOPE = fileURLToPath(new URL('../../apps/cli/bin/tunnelscope.js', import.meta.url));

/** The programs that were started, so that none outlives this one. */
export class Programs {
  readonly #running: ChildProcess[] = [];
  #ending = false;

  /**
   * Starts a program, where Ctrl-C does not reach it: who needs whom decides which one ends first.
   * @param log what it says is handed to this, if that is given; else it goes to standard error, and so does a failure
   */
  start(command: string, words: readonly string[], env: NodeJS.ProcessEnv, log?: (text: string) => void): ChildProcess {
    if (this.#ending) throw new Error(`${command}: not started, as all are ended`);
    const child = spawn(command, words, { detached: true, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', log ? 'pipe' : 'inherit'] });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => log?.(text));
    child.on('exit', (code, signal) => {
      if (!this.#ending && code !== 0 && !log) process.stderr.write(`${[command, ...words].join(' ')} ended: ${signal ?? code}\n`);
    });
    this.#running.push(child);
    return child;
  }

  /** Starts a command of tunnelscope for a user of the server. */
  tunnelscope(words: readonly string[], env: NodeJS.ProcessEnv, log?: (text: string) => void): ChildProcess {
    return this.start(process.execPath, [TUNNELSCOPE, ...words], env, log);
  }

  /** Ends all of them, the last first, as a system would when it shuts down. */
  async end(): Promise<void> {
    this.#ending = true;
    for (const child of this.#running.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
}

/** Runs a program to its end. @throws Error with what it said if it failed */
export function run(command: string, words: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, words, { encoding: 'utf8' });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') throw new Error(`${command} is not installed (sudo apt install ${command})`);
  if (status !== 0) throw new Error(`${command} ${words[0]}: ${error?.message ?? stderr}`);
}
