import { assertArray, read, readVector, write } from "./arrays";

/** So many blocks of 16 packets cannot overflow a lane: each adds at most 4 · 65535 to it. */
const BLOCKS_A_FLUSH: i32 = 8192;

/** Returns how many packets lie outside the bins, or, if times do not ascend, −1 − the number of the first that is out of order. */
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
  // The order of times is looked at as they are read, but for those that no bin reads, and the first block.
  const looked = min<i32>(packets, before + 16);
  const early = firstNotAscending(time, packets, 0, looked);
  if (early >= 0) return -1 - early;
  let ascends = i64x2.splat(-1);
  let walkAscends = true;

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
        if (i > 0) ascends = v128.and(ascends, sixteenAscend(time, i, packets));
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

    let previous = i > 0 ? read<f64>(time, i - 1, packets) : -Infinity;
    while (i < packets) {
      const now = read<f64>(time, i, packets);
      if (!(now < end)) break;
      walkAscends &= now >= previous;
      previous = now;
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
  const late = walkAscends && v128.all_true<i64>(ascends) ? firstNotAscending(time, packets, i, packets) : firstNotAscending(time, packets, 0, packets);
  return late >= 0 ? -1 - late : before + (packets - i);
}

/** In both halves all bits, if none of sixteen times is before the one before it. */
// @ts-ignore: decorator
@inline
function sixteenAscend(time: usize, i: i32, packets: i32): v128 {
  const a = f64x2.ge(readVector<f64>(time, i, packets), readVector<f64>(time, i - 1, packets));
  const b = f64x2.ge(readVector<f64>(time, i + 2, packets), readVector<f64>(time, i + 1, packets));
  const c = f64x2.ge(readVector<f64>(time, i + 4, packets), readVector<f64>(time, i + 3, packets));
  const d = f64x2.ge(readVector<f64>(time, i + 6, packets), readVector<f64>(time, i + 5, packets));
  const e = f64x2.ge(readVector<f64>(time, i + 8, packets), readVector<f64>(time, i + 7, packets));
  const f = f64x2.ge(readVector<f64>(time, i + 10, packets), readVector<f64>(time, i + 9, packets));
  const g = f64x2.ge(readVector<f64>(time, i + 12, packets), readVector<f64>(time, i + 11, packets));
  const h = f64x2.ge(readVector<f64>(time, i + 14, packets), readVector<f64>(time, i + 13, packets));
  return v128.and(v128.and(v128.and(a, b), v128.and(c, d)), v128.and(v128.and(e, f), v128.and(g, h)));
}

/** The first time in first … end − 1 that is NaN or before the one before it; −1 if there is none. */
function firstNotAscending(time: usize, packets: i32, first: i32, end: i32): i32 {
  let i = first;
  if (i == 0 && end > 0) {
    const origin = read<f64>(time, 0, packets);
    if (origin != origin) return 0;
    i = 1;
  }
  while (i + 15 < end && v128.all_true<i64>(sixteenAscend(time, i, packets))) i += 16;
  for (; i < end; i++) if (!(read<f64>(time, i, packets) >= read<f64>(time, i - 1, packets))) return i;
  return -1;
}

// @ts-ignore: decorator
@inline
function sumLanes(lanes: v128): u64 {
  return <u64><u32>i32x4.extract_lane(lanes, 0) + <u64><u32>i32x4.extract_lane(lanes, 1)
    + <u64><u32>i32x4.extract_lane(lanes, 2) + <u64><u32>i32x4.extract_lane(lanes, 3);
}
