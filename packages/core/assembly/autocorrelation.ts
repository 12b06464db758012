import { assertArray, read, readVector, write } from "./arrays";
import { mean } from "./mean";

/** `centred` has room for the series, `result` for maxLag + 1 values. */
export function autocorrelation(series: usize, length: i32, maxLag: i32, centred: usize, result: usize): void {
  assertArray<f64>(series, length);
  assertArray<f64>(centred, length);
  assertArray<f64>(result, maxLag + 1);
  memory.fill(result, 0, <usize>(maxLag + 1) << 3);
  if (length == 0) return;
  const centre = mean(series, length, 0, length);
  for (let i = 0; i < length; i++) write<f64>(centred, i, length, read<f64>(series, i, length) - centre);
  const squares = laggedProducts(centred, length, 0);
  if (squares == 0) return;
  for (let lag = 0; lag <= maxLag && lag < length; lag++) {
    write<f64>(result, lag, maxLag + 1, laggedProducts(centred, length, lag) / squares);
  }
}

function laggedProducts(x: usize, length: i32, lag: i32): f64 {
  const count = length - lag;
  const blocks = count & ~3;
  let ab = f64x2.splat(0);
  let cd = f64x2.splat(0);
  for (let i = 0; i < blocks; i += 4) {
    ab = f64x2.add(ab, f64x2.mul(readVector<f64>(x, i, length), readVector<f64>(x, i + lag, length)));
    cd = f64x2.add(cd, f64x2.mul(readVector<f64>(x, i + 2, length), readVector<f64>(x, i + lag + 2, length)));
  }
  ab = f64x2.add(ab, cd);
  let sum = f64x2.extract_lane(ab, 0) + f64x2.extract_lane(ab, 1);
  for (let i = blocks; i < count; i++) sum += read<f64>(x, i, length) * read<f64>(x, i + lag, length);
  return sum;
}
