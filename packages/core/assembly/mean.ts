import { read, readVector } from "./arrays";

export function mean(series: usize, length: i32, first: i32, count: i32): f64 {
  const origin = read<f64>(series, first, length);
  const origins = f64x2.splat(origin);
  const blocks = first + (count & ~3);
  let ab = f64x2.splat(0);
  let cd = f64x2.splat(0);
  for (let i = first; i < blocks; i += 4) {
    ab = f64x2.add(ab, f64x2.sub(readVector<f64>(series, i, length), origins));
    cd = f64x2.add(cd, f64x2.sub(readVector<f64>(series, i + 2, length), origins));
  }
  ab = f64x2.add(ab, cd);
  let sum = f64x2.extract_lane(ab, 0) + f64x2.extract_lane(ab, 1);
  for (let i = blocks; i < first + count; i++) sum += read<f64>(series, i, length) - origin;
  return origin + sum / <f64>count;
}
