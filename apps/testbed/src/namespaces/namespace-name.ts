import { readFileSync } from 'node:fs';
import type { Place } from './cell.ts';

/**
 * A namespace's name tells whose it is: the process that records (its id and the clock tick at which it started, which
 * together never come again until the machine restarts), the how-manieth run of that process, the cell and the place.
 * So leftovers of a dead process are found without any file that could be lost or stale.
 */
export interface Owner {
  readonly pid: number;
  readonly startTick: string;
}

const PREFIX = 'tunnelscope';

export const runKey = (owner: Owner, run: number): string => `${PREFIX}-${owner.pid}-${owner.startTick}-${run}`;

export const namespaceName = (key: string, cell: number, place: Place): string => `${key}-${cell}-${place}`;

/** Whose namespace it is; null: none of ours. */
export function ownerOf(name: string): Owner | null {
  const found = /^tunnelscope-(\d+)-(\d+)-\d+-\d+-(client|wan|gateway|origin)$/.exec(name);
  return found === null ? null : { pid: Number(found[1]), startTick: found[2]! };
}

/** The clock tick at which a process started (field 22 of /proc/PID/stat); null: there is no such process, or only its remains. */
export function startTickOf(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  return startTickIn(stat);
}

/** The name of the program, second field, may hold blanks and brackets: fields are counted from the last bracket on. */
export function startTickIn(stat: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
}

export const isAlive = (owner: Owner): boolean => startTickOf(owner.pid) === owner.startTick;
