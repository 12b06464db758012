import type { PacketRows, SecondRows } from '../message/message.ts';

/** Rows of a tap, their flows under the partition's numbers and with the ends in the partition's order; so are flows that end behind them. */
export type Rows = PacketRows | SecondRows;

/** What a tap said, in order, waiting for its time. */
export type TapItem =
  | Rows
  | { readonly kind: 'sweep'; readonly now: number }
  | { readonly kind: 'setBack' }
  /** The run has ended; its names of these flows are given up. */
  | { readonly kind: 'end'; readonly now: number; readonly run: number; readonly released: readonly number[] }
  /** Names of these flows are given up, by a tap that has begun anew. */
  | { readonly kind: 'released'; readonly released: readonly number[] }
  | { readonly kind: 'lost'; readonly packets: number; readonly from: number; readonly to: number };

/** Packets that rows stand for. */
export function packetsIn(rows: Rows): number {
  return rows.kind === 'packets' ? rows.time.length : packetsBefore(rows, Infinity);
}

/** Those that are older. @param time epoch ms */
export function packetsBefore(rows: Rows, time: number): number {
  let packets = 0;
  for (let i = 0; i < rows.time.length; i++) {
    if (rows.time[i]! < time) packets += rows.kind === 'packets' ? 1 : rows.packetsFromA[i]! + rows.packetsFromB[i]!;
  }
  return packets;
}

/** Rows from..to of one run, seen from the other end. */
export function turnRun(rows: Rows, from: number, to: number): void {
  if (rows.kind === 'packets') {
    for (let i = from; i < to; i++) rows.fromA[i] = 1 - rows.fromA[i]!;
    return;
  }
  for (let i = from; i < to; i++) {
    [rows.bytesFromA[i], rows.bytesFromB[i]] = [rows.bytesFromB[i]!, rows.bytesFromA[i]!];
    [rows.packetsFromA[i], rows.packetsFromB[i]] = [rows.packetsFromB[i]!, rows.packetsFromA[i]!];
  }
}
