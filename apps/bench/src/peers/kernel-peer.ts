import { type Columns, writeColumns } from './columns.ts';
import { findDisagreement } from './disagreement.ts';
import type { Missing, OpenPeer, Peer } from './peer.ts';
import { type Resident, startResident } from './resident.ts';

/** What peers of one benchmark have in common. */
export interface KernelWork {
  /** The input; written when the first of them opens. */
  columns(): Columns;
  /** Numbers and words, `name=value` on the command line. */
  readonly parameters: Readonly<Record<string, number | string>>;
  /** Our result in the form of theirs; absent where they cannot be compared. */
  numbers?(ours: unknown): Float64Array;
}

/** How one of them differs. */
export interface KernelPeerOptions {
  readonly name: string;
  readonly note: string;
  readonly target?: number;
  /** Why the target is missed where it is. */
  readonly missed?: string;
  /** Largest relative difference from our result (1e-9 if absent, 0: equal). */
  readonly tolerance?: number;
  /** Where equal numbers cannot be expected: whether the results are still alike, by a measure of one's own; null if they are. */
  compare?(ours: unknown, theirs: Float64Array): string | null;
  /** Overrides the common parameters. */
  readonly parameters?: Readonly<Record<string, number | string>>;
  /** Our result in the form of theirs, where this peer's has another form. */
  numbers?(ours: unknown): Float64Array;
}

const folders = new WeakMap<KernelWork, string>();

/** A peer that stays in memory. @param command program and first words, or what is missing for it */
export function kernelPeer(work: KernelWork, options: KernelPeerOptions, command: () => readonly [string, ...string[]] | Missing): Peer {
  const { name, note, target, missed } = options;
  return { name, note, ...(target !== undefined && { target }), ...(missed !== undefined && { missed }), open: () => open(work, options, command()) };
}

async function open(work: KernelWork, options: KernelPeerOptions, command: readonly [string, ...string[]] | Missing): Promise<OpenPeer | Missing> {
  if ('missing' in command) return command;
  const folder = folders.get(work) ?? writeColumns(work.columns());
  folders.set(work, folder);
  const parameters = Object.entries({ ...work.parameters, ...options.parameters }).map(([name, value]) => `${name}=${value}`);
  const [program, ...words] = command;
  const { version, subject, result, close }: Resident = await startResident(program, [...words, folder, ...parameters]);
  const numbers = options.numbers ?? work.numbers;
  const compare = options.compare ?? (numbers && ((ours: unknown, theirs: Float64Array) => findDisagreement(numbers(ours), theirs, options.tolerance ?? 1e-9)));
  return { version, subject, close, ...(compare && { findDisagreement: async (ours: unknown) => compare(ours, await result()) }) };
}
