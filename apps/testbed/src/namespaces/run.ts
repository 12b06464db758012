import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TestbedError } from '../testbed-error.ts';
import { runKey, startTickOf } from './namespace-name.ts';
import { removeRun, sweep } from './remove-namespaces.ts';

/** All cells that one process records, and the reaper that removes them should the process die. */
export interface Run {
  /** Begins the name of every namespace of the run. */
  readonly key: string;
  /** Holds the cells' folders. */
  readonly folder: string;
  /** Removes whatever is left of the run. @throws TestbedError naming what could not be removed */
  close(): Promise<void>;
}

let runs = 0;

/**
 * Removes what dead runs left, starts the reaper and makes the folder, readable for its owner alone: it will hold keys.
 * @throws TestbedError if the reaper cannot be started or leftovers cannot be removed
 */
export async function openRun(folder: string): Promise<Run> {
  await sweep();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  runs++;
  const key = runKey({ pid: process.pid, startTick: startTickOf(process.pid)! }, runs);
  // From the sources in a test, as compiled otherwise.
  const script = fileURLToPath(import.meta.url.endsWith('.ts') ? new URL('./reaper.ts', import.meta.url) : new URL('./reaper.js', import.meta.url));
  const reaper = spawn(process.execPath, [script, key], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => reaper.once('close', () => resolve()).once('error', () => resolve()));
  reaper.stdin.on('error', () => undefined);
  const ready = await Promise.race([once(reaper.stdout, 'data').then(() => true), ended.then(() => false)]);
  if (!ready) throw new TestbedError('The process that cleans up after a crash could not be started; nothing is recorded without it.');
  return {
    key,
    folder,
    close: async () => {
      await removeRun(key);
      reaper.stdin.end();
      await ended;
    },
  };
}
