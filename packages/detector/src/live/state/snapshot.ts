import { SnapshotError } from './snapshot-error.ts';
import type { StateArchive } from './state-archive.ts';
import { StateReader } from './state-reader.ts';
import { StateWriter } from './state-writer.ts';

/** What a snapshot is of. */
export interface SnapshotKind {
  readonly kind: string;
  /** Another one is refused: what it holds is not known. */
  readonly version: number;
}

/** @param write puts the state in @returns a snapshot that says what it is of */
export function sealSnapshot({ kind, version }: SnapshotKind, write: (state: StateArchive) => void): Uint8Array<ArrayBuffer> {
  const state = new StateWriter();
  state.text(`tunnelscope ${kind}`);
  state.number(version);
  write(state);
  return state.bytes();
}

/** @returns what stands behind the words on what it is of @throws SnapshotError if it is something else */
export function openSnapshot(bytes: Uint8Array, { kind, version }: SnapshotKind): StateReader {
  const state = new StateReader(bytes);
  const found = state.text();
  if (found !== `tunnelscope ${kind}`) throw new SnapshotError(`snapshot: found ${JSON.stringify(found.slice(0, 40))}, expected one of a ${kind}`);
  const foundVersion = state.number();
  if (foundVersion !== version) throw new SnapshotError(`snapshot of a ${kind}: found version ${foundVersion}, expected ${version}: another release of tunnelscope made it`, foundVersion > version);
  return state;
}
