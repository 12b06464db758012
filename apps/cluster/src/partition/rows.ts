import type { PacketRows, SecondRows } from '../message/message.ts';

/** Rows of a tap, their flows under the partition's numbers and with the ends in the partition's order. */
export type Rows = PacketRows | SecondRows;

/** What a tap said, in order, waiting for its time. */
export type TapItem =
  | Rows
  | { readonly kind: 'sweep'; readonly now: number }
  | { readonly kind: 'setBack' }
  | { readonly kind: 'end'; readonly now: number }
  | { readonly kind: 'lost'; readonly packets: number; readonly from: number; readonly to: number };

/** Packets that rows stand for. */
export function packetsIn(rows: Rows): number {
  if (rows.kind === 'packets') return rows.time.length;
  let packets = 0;
  for (let i = 0; i < rows.time.length; i++) packets += rows.packetsFromA[i]! + rows.packetsFromB[i]!;
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
