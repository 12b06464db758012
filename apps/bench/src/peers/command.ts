import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { Subject } from '../measure/subject.ts';
import type { Peer } from './peer.ts';

/** How one of them is called and compared. */
export interface CommandPeerOptions {
  readonly name: string;
  readonly note: string;
  readonly target?: number;
  /** How it says its version. */
  readonly version?: readonly string[];
  /** For a program that needs more than itself: what is missing, null if nothing is. */
  missing?(): string | null;
}

/** A program as a whole process, from its start to its end. */
export function commandPeer(program: string, words: readonly string[], options: CommandPeerOptions): Peer {
  const { name, note, target, version, missing } = options;
  return {
    name,
    note,
    ...(target !== undefined && { target }),
    open: async () => {
      if (!isInstalled(program)) return { missing: `${program} is not installed` };
      const lacking = missing?.() ?? null;
      if (lacking !== null) return { missing: lacking };
      return { version: version ? versionOf(program, version) : program, subject: commandOf(program, words), isProcess: true };
    },
  };
}

/** The first line with a digit that the program says of itself; its name if it says none. */
function versionOf(program: string, words: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', timeout: 20_000 });
  return `${stdout ?? ''}\n${stderr ?? ''}`.split('\n').find((line) => /\d+\.\d/.test(line))?.trim().slice(0, 60) ?? program;
}

/** Runs a program, its output thrown away, and writes the CPU time of it and its children to descriptor 3. */
const TIMED = '"$@" >/dev/null 2>&1; code=$?; times >&3; exit $code';

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
  const child = spawn('sh', ['-c', TIMED, 'sh', program, ...words], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const [exitCode, usage] = await Promise.all([ended, text(child.stdio[3] as Readable)]);
  if (exitCode !== 0) throw new Error(`${program} ${words.join(' ')} ended with exit code ${exitCode}`);
  return childrenTime(usage);
}

/** Milliseconds of the second line of POSIX `times`, user and system: `0m1.250s 0m0.031s`. @throws Error if it is none */
export function childrenTime(usage: string): number {
  const found = usage.trim().split('\n')[1]?.match(/^(\d+)m([\d.]+)s (\d+)m([\d.]+)s$/);
  if (!found) throw new Error(`times: expected minutes and seconds of the children in line 2, found '${usage.trim()}'`);
  const [userMinutes, userSeconds, systemMinutes, systemSeconds] = found.slice(1).map(Number) as [number, number, number, number];
  return 1000 * (60 * (userMinutes + systemMinutes) + userSeconds + systemSeconds);
}
