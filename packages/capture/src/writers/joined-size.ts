import type { PacketBatch } from '../batch.ts';

const LARGEST_ROW = 65_535;
/** The longest packet that the readers accept. */
const LONGEST_PACKET = 1_048_576;

/**
 * Rows from `row` on that are one packet. A packet of more than 65,535 bytes (made by offloading) stands as several rows at
 * the same time, all but the last of 65,535 bytes; a packet of exactly that size is taken together with one that follows it in
 * the same nanosecond, flow and direction.
 * @param giants whether there are such packets at all; if not, every row is one
 */
export function rowsOfPacket({ count, time, nanoseconds, size, flow, fromA }: PacketBatch, row: number, giants: boolean): number {
  if (!giants) return 1;
  let last = row;
  let sum = size[row]!;
  while (size[last] === LARGEST_ROW && last + 1 < count) {
    const next = last + 1;
    if (time[next] !== time[row] || nanoseconds[next] !== nanoseconds[row] || flow[next] !== flow[row] || fromA[next] !== fromA[row]) break;
    sum += size[next]!;
    if (sum > LONGEST_PACKET) break;
    last = next;
  }
  return last - row + 1;
}

/** Bytes of the packet that so many rows from `row` on are. */
export function sizeOfPacket({ size }: PacketBatch, row: number, rows: number): number {
  let sum = 0;
  for (let i = row; i < row + rows; i++) sum += size[i]!;
  return sum;
}
