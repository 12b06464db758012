import type { Kernels, PacketColumns } from '@tunnelscope/core/kernels';

/** What seedFeatures reads: downlink bytes of seconds, and of 200 ms bins. */
export interface SeedSeries {
  readonly perSecond: Float64Array;
  readonly perBin: Float64Array;
}

const SECOND = 1000; // ms
const BIN = 200; // ms

/**
 * A flow's packets, their `time` in whole epoch milliseconds, as the two series. Both are aligned to multiples of their
 * step in epoch time; seconds run from the flow's first packet to its last, bins from the first downlink packet to the last.
 */
export function seedSeries(packets: PacketColumns, kernels: Kernels): SeedSeries {
  const first = packets.down.indexOf(1);
  const last = packets.down.lastIndexOf(1);
  return {
    perSecond: bytesDown(packets, 0, packets.time.length - 1, SECOND, kernels),
    perBin: bytesDown(packets, first, last, BIN, kernels),
  };
}

/** Bins that cover packets first … last; none if first is −1 or past the end. */
function bytesDown(packets: PacketColumns, first: number, last: number, width: number, kernels: Kernels): Float64Array {
  const [from, to] = [packets.time[first], packets.time[last]];
  if (from === undefined || to === undefined) return new Float64Array(0);
  const start = Math.floor(from / width);
  return kernels.binPackets(packets, { start: start * width, width, count: Math.floor(to / width) - start + 1 }).bytesDown;
}
