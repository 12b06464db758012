import type { Endpoint } from '@tunnelscope/capture/batch';

/** Packets that a sensor saw. */
export interface PushedBatch {
  readonly sensor: string;
  /** Counts the sensor's batches: each is one more than the one before. */
  readonly sequence: number;
  readonly flows: readonly PushedFlow[];
  readonly count: number;
  /** Columns of equal length. Epoch ms, whole; and the nanoseconds that this leaves out. */
  readonly time: Float64Array;
  readonly nanoseconds: Uint32Array;
  /** IP total length in bytes. */
  readonly size: Uint16Array;
  /** Index into `flows`. */
  readonly flow: Uint32Array;
  /** 1: sent by the flow's a. */
  readonly fromA: Uint8Array;
}

export interface PushedFlow {
  readonly a: Endpoint;
  readonly b: Endpoint;
  /** IP protocol number. */
  readonly protocol: number;
}

/** Most flows of a batch: a packet names its own in 15 bits. */
export const MOST_FLOWS = 32_768;
/** Most packets of a batch: more would hold all others up. */
export const MOST_PACKETS = 262_144;
/** Epoch ms that a packet's time may have: up to the year 2286. */
export const LATEST_TIME = 1e13;
/** What sensors may be called. */
export const SENSOR_NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** What is wrong with a batch, and where. */
export class WireError extends Error {
  override readonly name = 'WireError';
  /** `byte 17`, `line 3`. */
  readonly place: string;

  constructor(place: string, found: string, expected: string) {
    super(`${place}: found ${found}, expected ${expected}`);
    this.place = place;
  }
}

/** @returns the smallest time, in epoch ms; ∞ without packets */
export function earliestTime({ time }: Pick<PushedBatch, 'time'>): number {
  let earliest = Infinity;
  for (const value of time) if (value < earliest) earliest = value;
  return earliest;
}

/** @returns the largest time, in epoch ms; −Infinity without packets */
export function latestTime({ time }: Pick<PushedBatch, 'time'>): number {
  let latest = -Infinity;
  for (const value of time) if (value > latest) latest = value;
  return latest;
}
