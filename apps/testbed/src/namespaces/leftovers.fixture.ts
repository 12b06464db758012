import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './command.ts';
import { startTickOf } from './namespace-name.ts';
import { NAMESPACE_FOLDER, processesIn } from './namespace-processes.ts';

/** What a run has on this machine: enough to tell afterwards whether any of it is left. */
export interface Belongings {
  readonly key: string;
  /** Processes in its namespaces and its reaper, each with the tick of its start. */
  readonly processes: readonly { pid: number; startTick: string | null; command: string }[];
}

const namespacesOf = (key: string): string[] => readdirSync(NAMESPACE_FOLDER).filter((name) => name.startsWith(`${key}-`));

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

export function reaperOf(key: string): number[] {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.map(Number).filter((pid) => /\/reaper\.[jt]s tunnelscope-/.test(commandLine(pid)) && commandLine(pid).includes(` ${key} `));
}

export function belongingsOf(key: string): Belongings {
  const pids = [...processesIn(namespacesOf(key)), ...reaperOf(key)];
  return { key, processes: pids.map((pid) => ({ pid, startTick: startTickOf(pid), command: commandLine(pid) })) };
}

/** Network interfaces and control sockets of tunnels outside all namespaces. */
export async function outside(): Promise<string[]> {
  const links = await runCommand(['ip', '-o', 'link']);
  const names = links.split('\n').filter((line) => line !== '').map((line) => line.split(': ')[1]!);
  return [...names, ...folder('/run/wireguard'), ...folder('/run').filter((name) => name.startsWith('charon'))];
}

function folder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** What of it is left, asked until nothing is or 20 s have passed. */
export async function leftOf({ key, processes }: Belongings): Promise<string[]> {
  let left: string[] = [];
  for (let asked = 0; asked < 200; asked++) {
    left = [...namespacesOf(key), ...reaperOf(key).map(commandLine)];
    left.push(...processes.filter(({ pid, startTick }) => startTick !== null && startTickOf(pid) === startTick).map(({ command }) => command));
    if (left.length === 0) return left;
    await sleep(100);
  }
  return left;
}
