import type { BinColumns, BinnedPackets, Bins, PacketColumns } from '../kernels.ts';
import { timeOutOfOrder } from '../time-order.ts';

/**
 * Counts bytes and packets per bin and direction. Any `down` other than 0 is downlink.
 * Edges are start + i·width, computed anew for each bin so that no rounding error adds up.
 * The order of times is looked at on the way: a pass of its own over them would cost as much as the rest.
 * @throws RangeError if times do not ascend
 */
export function binPackets(packets: PacketColumns, bins: Bins, into: BinColumns = freshColumns(bins.count)): BinnedPackets {
  const { time, size, down } = packets;
  const { start, width, count } = bins;
  const { bytesDown, bytesUp, packetsDown, packetsUp } = into;

  let i = 0;
  let previous = -Infinity;
  for (; i < time.length && time[i]! < start; i++) {
    if (!(time[i]! >= previous)) throw timeOutOfOrder(time, i);
    previous = time[i]!;
  }
  const before = i;

  for (let bin = 0; bin < count; bin++) {
    const first = i;
    const end = start + (bin + 1) * width;
    let bytes = 0;
    let downBytes = 0;
    let downPackets = 0;
    while (i < time.length) {
      const now = time[i]!;
      if (!(now < end)) break;
      if (now < previous) throw timeOutOfOrder(time, i);
      previous = now;
      const mask = down[i] === 0 ? 0 : -1; // without a jump: directions alternate too irregularly to be predicted
      bytes += size[i]!;
      downBytes += size[i]! & mask;
      downPackets -= mask;
      i++;
    }
    bytesDown[bin] = downBytes;
    bytesUp[bin] = bytes - downBytes;
    packetsDown[bin] = downPackets;
    packetsUp[bin] = i - first - downPackets;
  }
  for (let after = i; after < time.length; after++) {
    if (!(time[after]! >= previous)) throw timeOutOfOrder(time, after); // so written that NaN, which no bin takes, is found too
    previous = time[after]!;
  }
  return { bytesDown, bytesUp, packetsDown, packetsUp, outside: before + (time.length - i) };
}

function freshColumns(count: number): BinColumns {
  return { bytesDown: new Float64Array(count), bytesUp: new Float64Array(count), packetsDown: new Float64Array(count), packetsUp: new Float64Array(count) };
}
