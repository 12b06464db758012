import type { BinnedPackets, Bins, PacketColumns } from '../kernels.ts';

/**
 * Counts bytes and packets per bin and direction. Any `down` other than 0 is downlink.
 * Edges are start + i·width, computed anew for each bin so that no rounding error adds up.
 */
export function binPackets(packets: PacketColumns, bins: Bins): BinnedPackets {
  const { time, size, down } = packets;
  const { start, width, count } = bins;
  const bytesDown = new Float64Array(count);
  const bytesUp = new Float64Array(count);
  const packetsDown = new Float64Array(count);
  const packetsUp = new Float64Array(count);

  let i = 0;
  while (i < time.length && time[i]! < start) i++;
  const before = i;

  for (let bin = 0; bin < count && i < time.length; bin++) {
    const first = i;
    const end = start + (bin + 1) * width;
    let bytes = 0;
    let downBytes = 0;
    let downPackets = 0;
    while (i < time.length && time[i]! < end) {
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
  return { bytesDown, bytesUp, packetsDown, packetsUp, outside: before + (time.length - i) };
}
