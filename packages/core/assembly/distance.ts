import { assertArray, read, write } from "./arrays";

export function dropCloserThan(
  distance: f64, count: i32, index: usize, height: usize, keep: usize, order: usize, orderWork: usize,
): void {
  assertArray<i32>(order, count);
  assertArray<i32>(orderWork, count);
  let kept = 0;
  for (let peak = 0; peak < count; peak++) if (read<u8>(keep, peak, count) == 1) write<i32>(order, kept++, count, peak);
  const sorted = sortByHeight(order, orderWork, kept, height, count);

  for (let i = kept - 1; i >= 0; i--) {
    const peak = read<i32>(sorted, i, kept);
    if (read<u8>(keep, peak, count) == 0) continue;
    const sample = read<i32>(index, peak, count);
    for (let other = peak - 1; other >= 0 && <f64>(sample - read<i32>(index, other, count)) < distance; other--) {
      write<u8>(keep, other, count, 0);
    }
    for (let other = peak + 1; other < count && <f64>(read<i32>(index, other, count) - sample) < distance; other++) {
      write<u8>(keep, other, count, 0);
    }
  }
}

/** Returns which of the two arrays holds the sorted peaks. */
function sortByHeight(from: usize, to: usize, kept: i32, height: usize, count: i32): usize {
  for (let run = 1; run < kept; run *= 2) {
    for (let start = 0; start < kept; start += 2 * run) {
      const middle = start + run < kept ? start + run : kept;
      const end = start + 2 * run < kept ? start + 2 * run : kept;
      let a = start;
      let b = middle;
      for (let out = start; out < end; out++) {
        const takeFirst = b == end || (a < middle
          && read<f64>(height, read<i32>(from, a, kept), count) <= read<f64>(height, read<i32>(from, b, kept), count));
        write<i32>(to, out, kept, takeFirst ? read<i32>(from, a++, kept) : read<i32>(from, b++, kept));
      }
    }
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}
