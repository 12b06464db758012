import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { PacketOrigin } from '../metrics.ts';

/** What one transaction takes in at most: the disk is waited for once, and other requests not for long. */
export const TURNS = 16;
export const TURN_PACKETS = 131_072;

/** Packets that wait for their turn in the running detector. */
export interface Turn {
  /** Made when it is its turn: flow numbers depend on what was before. */
  readonly batch: () => CaptureBatch;
  readonly origin: PacketOrigin;
  /** In the journal; null for what is not in it. */
  readonly position: number | null;
  readonly done: () => void;
}
