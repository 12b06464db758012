import { assertArray, read, write } from "./arrays";
import { dropCloserThan } from "./distance";
import { prominences } from "./prominence";

/** The columns of peaks.ts in src/, each with room for `most` peaks, then what the steps between need. */
@unmanaged
class PeakColumns {
  most: i32;
  index: usize;
  leftEdge: usize;
  rightEdge: usize;
  leftBase: usize;
  rightBase: usize;
  height: usize;
  prominence: usize;
  keep: usize;
  higher: usize;
  /** Room for most + 1 valleys each. */
  valleyFirst: usize;
  valleyLast: usize;
  order: usize;
  orderWork: usize;
}

/** Fills the columns and returns the number of peaks. @param measured 0: prominence and bases are not asked for */
export function findPeaks(
  series: usize, length: i32, minHeight: f64, minDistance: f64, measured: i32, minProminence: f64, columns: PeakColumns,
): i32 {
  const most = columns.most;
  assertArray<f64>(series, length);
  assertArray<i32>(columns.index, most);
  assertArray<i32>(columns.leftEdge, most);
  assertArray<i32>(columns.rightEdge, most);
  assertArray<i32>(columns.leftBase, most);
  assertArray<i32>(columns.rightBase, most);
  assertArray<f64>(columns.height, most);
  assertArray<f64>(columns.prominence, most);
  assertArray<u8>(columns.keep, most);

  const maxima = measured != 0 ? maximaAndValleys(series, length, columns) : localMaxima(series, length, minHeight, columns);
  if (measured == 0 && !(minDistance > 1)) return maxima;
  for (let peak = 0; peak < maxima; peak++) {
    write<u8>(columns.keep, peak, most, u8(read<f64>(columns.height, peak, most) >= minHeight));
  }
  if (minDistance > 1) {
    dropCloserThan(minDistance, maxima, columns.index, columns.height, columns.keep, columns.order, columns.orderWork);
  }
  if (measured != 0) {
    prominences(
      series, length, columns.height, maxima, columns.valleyFirst, columns.valleyLast, columns.higher,
      columns.leftBase, columns.rightBase, columns.prominence,
    );
  }

  let kept = 0;
  for (let peak = 0; peak < maxima; peak++) {
    if (read<u8>(columns.keep, peak, most) == 0) continue;
    if (measured != 0) {
      if (!(read<f64>(columns.prominence, peak, most) >= minProminence)) continue;
      move<f64>(columns.prominence, peak, kept, most);
      move<i32>(columns.leftBase, peak, kept, most);
      move<i32>(columns.rightBase, peak, kept, most);
    }
    move<i32>(columns.index, peak, kept, most);
    move<i32>(columns.leftEdge, peak, kept, most);
    move<i32>(columns.rightEdge, peak, kept, most);
    move<f64>(columns.height, peak, kept, most);
    kept++;
  }
  return kept;
}

function localMaxima(series: usize, length: i32, least: f64, columns: PeakColumns): i32 {
  const most = columns.most;
  const index = columns.index;
  const leftEdge = columns.leftEdge;
  const rightEdge = columns.rightEdge;
  const height = columns.height;
  const last = length - 1;
  let count = 0;
  for (let i = 1; i < last; i++) {
    const value = read<f64>(series, i, length);
    if (!(read<f64>(series, i - 1, length) < value)) continue;
    let ahead = i + 1;
    while (ahead < last && read<f64>(series, ahead, length) == value) ahead++;
    if (!(read<f64>(series, ahead, length) < value)) continue;
    if (!(value >= least)) {
      i = ahead;
      continue;
    }
    write<i32>(index, count, most, (i + ahead - 1) >>> 1);
    write<i32>(leftEdge, count, most, i);
    write<i32>(rightEdge, count, most, ahead - 1);
    write<f64>(height, count, most, value);
    count++;
    i = ahead;
  }
  return count;
}

/** From fall to rise to fall: each sample is looked at once. */
function maximaAndValleys(series: usize, length: i32, columns: PeakColumns): i32 {
  const most = columns.most;
  const index = columns.index;
  const leftEdge = columns.leftEdge;
  const rightEdge = columns.rightEdge;
  const height = columns.height;
  const valleyFirst = columns.valleyFirst;
  const valleyLast = columns.valleyLast;
  const last = length - 1;
  if (last < 0) return 0;
  let value = read<f64>(series, 0, length);
  let i = 0;
  let count = 0;
  while (true) {
    let edge = i;
    while (i < last) {
      const next = read<f64>(series, i + 1, length);
      if (!(next <= value)) break;
      i++;
      edge = next < value ? i : edge;
      value = next;
    }
    write<i32>(valleyFirst, count, most + 1, edge);
    write<i32>(valleyLast, count, most + 1, i);
    while (i < last) {
      const next = read<f64>(series, i + 1, length);
      if (!(next >= value)) break;
      i++;
      edge = next > value ? i : edge;
      value = next;
    }
    if (i == last) break;
    write<i32>(index, count, most, (edge + i) >>> 1);
    write<i32>(leftEdge, count, most, edge);
    write<i32>(rightEdge, count, most, i);
    write<f64>(height, count++, most, value);
  }
  return count;
}

// @ts-ignore: decorator
@inline
function move<T>(column: usize, from: i32, to: i32, most: i32): void {
  write<T>(column, to, most, read<T>(column, from, most));
}
