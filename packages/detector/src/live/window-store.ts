import type { Kernels } from '@tunnelscope/core/kernels';
import type { WindowSample } from '../flow-record.ts';
import type { StateArchive } from './state/state-archive.ts';

/** Keeps of one flow what the windows to come are made from. */
export interface WindowStore {
  /** Bytes of memory. */
  readonly footprint: number;
  /**
   * One window, seen from one end.
   * @param from, to epoch ms; what is at `to` is behind it
   */
  sample(from: number, to: number, client: 'a' | 'b', kernels: Kernels): WindowSample;
  /** Writes or reads all that is kept. */
  archive(state: StateArchive): void;
  /** Lets go of what is older. @param time epoch ms */
  forget(time: number): void;
}
