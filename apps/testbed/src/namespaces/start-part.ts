import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { TestbedError } from '../testbed-error.ts';
import type { Part, PartOptions } from './cell.ts';
import { setSessionNice } from './autogroup.ts';
import { tailOf } from './tail.ts';

/** The command that runs another in a namespace, before or after others in the kernel's favour. */
export function commandIn(namespace: string, command: readonly string[], nice: number | undefined): string[] {
  const inside = ['ip', 'netns', 'exec', namespace, ...command];
  return nice === undefined ? inside : ['nice', '-n', String(nice), ...inside];
}

/**
 * Starts a program in a namespace, in a process group of its own: Ctrl-C does not reach it, and it is ended with all it started.
 * @throws TestbedError if it cannot be started
 */
export function startPart(namespace: string, folder: string, command: readonly string[], options: PartOptions): Part {
  const path = join(folder, `${options.name}.log`);
  const log = openSync(path, 'a', 0o600);
  const [program, ...rest] = commandIn(namespace, command, options.nice);
  let child: ChildProcess;
  try {
    const pipe = options.talk === 'pipe';
    child = spawn(program!, rest, { detached: true, env: { ...process.env, ...options.env }, stdio: [pipe ? 'pipe' : 'ignore', pipe ? 'pipe' : log, log] });
  } finally {
    closeSync(log);
  }
  let over = false;
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    const settle = (code: number | null, signal: string | null): void => {
      over = true;
      resolve({ code, signal });
    };
    child.once('exit', settle);
    child.once('error', () => settle(null, null));
  });
  const { pid } = child;
  if (pid === undefined) throw new TestbedError(`${options.name} cannot be started: ${command.join(' ')}`);
  if (options.nice !== undefined) setSessionNice(pid, options.nice);
  // Who writes to a program that has ended learns it from `ended`.
  child.stdin?.on('error', () => undefined);
  const signalGroup = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone already.
    }
  };
  return {
    name: options.name,
    pid,
    stdin: child.stdin,
    stdout: child.stdout,
    ended,
    stop: async (signal = 'SIGTERM') => {
      if (over) return;
      signalGroup(signal);
      const patience = setTimeout(() => signalGroup('SIGKILL'), 3000);
      await ended;
      clearTimeout(patience);
    },
    tail: () => tailOf(path),
  };
}
