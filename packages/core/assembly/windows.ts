import { assertArray, read, readVector, write } from "./arrays";

/** So many blocks of 16 packets cannot overflow a lane: each adds at most 4 · 65535 to it. */
const BLOCKS_A_FLUSH: i32 = 8192;

/** Returns how many packets lie outside the bins. */
export function binPackets(
  time: usize, size: usize, down: usize, packets: i32,
  start: f64, width: f64, count: i32,
  bytesDown: usize, bytesUp: usize, packetsDown: usize, packetsUp: usize,
): i32 {
  assertArray<f64>(time, packets);
  assertArray<u16>(size, packets);
  assertArray<u8>(down, packets);
  assertArray<f64>(bytesDown, count);
  assertArray<f64>(bytesUp, count);
  assertArray<f64>(packetsDown, count);
  assertArray<f64>(packetsUp, count);

  let i = 0;
  while (i < packets && read<f64>(time, i, packets) < start) i++;
  const before = i;

  for (let bin = 0; bin < count; bin++) {
    const first = i;
    const end = start + <f64>(bin + 1) * width;
    let bytes: u64 = 0;
    let downBytes: u64 = 0;
    let downPackets = 0;

    // Times ascend: if the 16th packet from here is before the edge, so are those between, and only their sizes matter.
    while (i + 15 < packets && read<f64>(time, i + 15, packets) < end) {
      let lanes = i32x4.splat(0);
      let downLanes = i32x4.splat(0);
      let blocks = BLOCKS_A_FLUSH;
      do {
        const isDown = i8x16.ne(readVector<u8>(down, i, packets), i8x16.splat(0));
        const low = readVector<u16>(size, i, packets);
        const high = readVector<u16>(size, i + 8, packets);
        lanes = i32x4.add(lanes, i32x4.extadd_pairwise_i16x8_u(low));
        lanes = i32x4.add(lanes, i32x4.extadd_pairwise_i16x8_u(high));
        downLanes = i32x4.add(downLanes, i32x4.extadd_pairwise_i16x8_u(v128.and(low, i16x8.extend_low_i8x16_s(isDown))));
        downLanes = i32x4.add(downLanes, i32x4.extadd_pairwise_i16x8_u(v128.and(high, i16x8.extend_high_i8x16_s(isDown))));
        downPackets += popcnt(i8x16.bitmask(isDown));
        i += 16;
      } while (--blocks > 0 && i + 15 < packets && read<f64>(time, i + 15, packets) < end);
      bytes += sumLanes(lanes);
      downBytes += sumLanes(downLanes);
    }

    while (i < packets && read<f64>(time, i, packets) < end) {
      const mask = <i32>(read<u8>(down, i, packets) == 0) - 1;
      const packet = <i32>read<u16>(size, i, packets);
      bytes += packet;
      downBytes += packet & mask;
      downPackets -= mask;
      i++;
    }

    write<f64>(bytesDown, bin, count, <f64>downBytes);
    write<f64>(bytesUp, bin, count, <f64>(bytes - downBytes));
    write<f64>(packetsDown, bin, count, <f64>downPackets);
    write<f64>(packetsUp, bin, count, <f64>(i - first - downPackets));
  }
  return before + (packets - i);
}

// @ts-ignore: decorator
@inline
function sumLanes(lanes: v128): u64 {
  return <u64><u32>i32x4.extract_lane(lanes, 0) + <u64><u32>i32x4.extract_lane(lanes, 1)
    + <u64><u32>i32x4.extract_lane(lanes, 2) + <u64><u32>i32x4.extract_lane(lanes, 3);
}
