/**
 * Clears `keep` for each peak that has a higher kept peak fewer than `distance` samples away, the highest peaks deciding first.
 * Of equally high peaks the later decides first: scipy's rule with its argsort taken as stable
 * (numpy's default sort leaves the order of equals open).
 */
export function dropCloserThan(distance: number, index: Int32Array, height: Float64Array, keep: Uint8Array): void {
  const order = sortByHeight(height, keep);
  for (let i = order.length - 1; i >= 0; i--) {
    const peak = order[i]!;
    if (keep[peak] === 0) continue;
    for (let other = peak - 1; other >= 0 && index[peak]! - index[other]! < distance; other--) keep[other] = 0;
    for (let other = peak + 1; other < index.length && index[other]! - index[peak]! < distance; other++) keep[other] = 0;
  }
}

/** The kept peaks in ascending order of height, equals in order of position: a merge sort from the bottom up. */
function sortByHeight(height: Float64Array, keep: Uint8Array): Int32Array {
  let from = new Int32Array(height.length);
  let count = 0;
  for (let peak = 0; peak < height.length; peak++) if (keep[peak] === 1) from[count++] = peak;
  let to = new Int32Array(count);
  from = from.subarray(0, count);
  for (let run = 1; run < count; run *= 2) {
    for (let start = 0; start < count; start += 2 * run) {
      const middle = start + run < count ? start + run : count;
      const end = start + 2 * run < count ? start + 2 * run : count;
      let a = start;
      let b = middle;
      for (let out = start; out < end; out++) {
        const takeFirst = b === end || (a < middle && height[from[a]!]! <= height[from[b]!]!);
        to[out] = takeFirst ? from[a++]! : from[b++]!;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
