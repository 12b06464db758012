import { spawn, spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { Subject } from '../measure/subject.ts';
import type { Peer } from './peer.ts';

/** How one of them is called and compared. */
export interface CommandPeerOptions {
  readonly name: string;
  readonly note: string;
  readonly target?: number;
  /** Why the target is missed where it is. */
  readonly missed?: string;
  /** How it says its version. */
  readonly version?: readonly string[];
  /** For a program that needs more than itself: what is missing, null if nothing is. */
  missing?(): string | null;
}

/** A program as a whole process, from its start to its end. */
export function commandPeer(program: string, words: readonly string[], options: CommandPeerOptions): Peer {
  const { name, note, target, missed, version, missing } = options;
  return {
    name,
    note,
    ...(target !== undefined && { target }),
    ...(missed !== undefined && { missed }),
    open: async () => {
      const absent = [program, 'bash'].find((wanted) => !isInstalled(wanted));
      if (absent !== undefined) return { missing: `${absent} is not installed` };
      const lacking = missing?.() ?? null;
      if (lacking !== null) return { missing: lacking };
      return { version: version ? versionOf(program, version) : basename(program), subject: commandOf(program, words), isProcess: true };
    },
  };
}

/** Its name and the first version in what it says; its name alone if there is none. */
function versionOf(program: string, words: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', timeout: 20_000 });
  const version = /\d+(\.\d+)+/.exec(`${stdout ?? ''}\n${stderr ?? ''}`)?.[0];
  return [basename(program), ...(version === undefined ? [] : [version])].join(' ');
}

/** Runs a program, its output thrown away, and writes its CPU time, to the millisecond, to descriptor 3. */
const TIMED = 'TIMEFORMAT="%3U %3S"; { time "$@" >/dev/null 2>&1; } 2>&3';

export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' }).status === 0;
}

/** A whole process of any program, by the shell's account of its CPU time. Its output is not read: it goes nowhere. */
export function commandOf(program: string, words: readonly string[]): Subject {
  return async (runs) => {
    const total = { wallMs: 0, cpuMs: 0, result: null };
    for (let i = 0; i < runs; i++) {
      const start = performance.now();
      total.cpuMs += (await run(program, words)) / runs;
      total.wallMs += (performance.now() - start) / runs;
    }
    return total;
  };
}

/** @throws Error if the program fails */
async function run(program: string, words: readonly string[]): Promise<number> {
  const child = spawn('bash', ['-c', TIMED, 'bash', program, ...words], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const [exitCode, usage] = await Promise.all([ended, text(child.stdio[3] as Readable)]);
  if (exitCode !== 0) throw new Error(`${program} ${words.join(' ')} ended with exit code ${exitCode}`);
  return timeUsed(usage);
}

/** Milliseconds of two numbers of seconds, user and system: `1.250 0.031`. @throws Error if it is none */
export function timeUsed(usage: string): number {
  const found = usage.trim().match(/^(\d+[.,]\d+) (\d+[.,]\d+)$/);
  if (!found) throw new Error(`time: expected seconds of user and system, found '${usage.trim()}'`);
  const [user, system] = found.slice(1).map((text) => Number(text.replace(',', '.'))) as [number, number];
  return 1000 * (user + system);
}
