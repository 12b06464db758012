import { assertArray, read, write } from "./arrays";

/** `heights` holds every local maximum, the valleys one more. */
export function prominences(
  series: usize, length: i32, heights: usize, count: i32, valleyFirst: usize, valleyLast: usize, higher: usize,
  leftBase: usize, rightBase: usize, prominence: usize,
): void {
  assertArray<i32>(valleyFirst, count + 1);
  assertArray<i32>(valleyLast, count + 1);
  assertArray<i32>(higher, count);
  if (count == 0) return;

  for (let peak = 0; peak < count; peak++) {
    const height = read<f64>(heights, peak, count);
    let base = read<i32>(valleyLast, peak, count + 1);
    let low = read<f64>(series, base, length);
    let other = peak - 1;
    while (other >= 0 && read<f64>(heights, other, count) <= height) {
      const otherLow = sampleAt(series, length, leftBase, other, count);
      if (otherLow < low) {
        base = read<i32>(leftBase, other, count);
        low = otherLow;
      }
      other = read<i32>(higher, other, count);
    }
    write<i32>(leftBase, peak, count, base);
    write<i32>(higher, peak, count, other);
  }

  for (let peak = count - 1; peak >= 0; peak--) {
    const height = read<f64>(heights, peak, count);
    let base = read<i32>(valleyFirst, peak + 1, count + 1);
    let right = read<f64>(series, base, length);
    let other = peak + 1;
    while (other < count && read<f64>(heights, other, count) <= height) {
      const otherLow = sampleAt(series, length, rightBase, other, count);
      if (otherLow < right) {
        base = read<i32>(rightBase, other, count);
        right = otherLow;
      }
      other = read<i32>(higher, other, count);
    }
    write<i32>(rightBase, peak, count, base);
    write<i32>(higher, peak, count, other);
    const left = sampleAt(series, length, leftBase, peak, count);
    write<f64>(prominence, peak, count, height - (right > left ? right : left));
  }
}

/** The sample that column `at` names for a peak. */
// @ts-ignore: decorator
@inline
function sampleAt(series: usize, length: i32, at: usize, peak: i32, count: i32): f64 {
  return read<f64>(series, read<i32>(at, peak, count), length);
}
