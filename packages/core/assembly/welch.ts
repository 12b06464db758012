import { assertArray, read, write } from "./arrays";
import { FftBuffers, FftPlan, fft } from "./fft";
import { add, mul } from "./lanes";
import { mean } from "./mean";

/** The tables of src/tables.ts. */
@unmanaged
class WelchTables {
  window: usize;
  plan: FftPlan;
}

/** Two transforms at once, each of two segments: four segments a round. `power` has room for half the plan's length, plus 1. */
export function welch(
  series: usize, length: i32, samplingRate: f64, windowPower: f64, tables: WelchTables, buffers: FftBuffers, power: usize,
): void {
  const window = tables.window;
  const plan = tables.plan;
  const size = plan.length;
  const overlap = size >>> 1;
  const step = size - overlap;
  const segments = (length - overlap) / step;
  const space = buffers.space;
  assertArray<f64>(series, length);
  assertArray<f64>(window, size);
  assertArray<f64>(power, overlap + 1);
  assert(size <= length, "segment longer than the series");

  memory.fill(power, 0, <usize>(overlap + 1) << 3);
  for (let s = 0; s < segments; s += 4) {
    loadSegment(series, length, s, segments, step, window, size, buffers.re, space, 0);
    loadSegment(series, length, s + 1, segments, step, window, size, buffers.im, space, 0);
    loadSegment(series, length, s + 2, segments, step, window, size, buffers.re, space, 1);
    loadSegment(series, length, s + 3, segments, step, window, size, buffers.im, space, 1);
    fft(plan, buffers);
    const re = buffers.re;
    const im = buffers.im;
    for (let k = 0; k <= overlap; k++) {
      const mirror = k == 0 ? 0 : size - k;
      const aRe = read<v128>(re, k, space);
      const aIm = read<v128>(im, k, space);
      const bRe = read<v128>(re, mirror, space);
      const bIm = read<v128>(im, mirror, space);
      const sums = add(add(mul(aRe, aRe), mul(aIm, aIm)), add(mul(bRe, bRe), mul(bIm, bIm)));
      const sum = read<f64>(power, k, overlap + 1) + f64x2.extract_lane(sums, 0);
      write<f64>(power, k, overlap + 1, sum + f64x2.extract_lane(sums, 1));
    }
  }

  const scale = 1 / (samplingRate * windowPower * <f64>segments);
  for (let k = 0; k <= overlap; k++) {
    const factor = k == 0 || 2 * k == size ? 0.5 * scale : scale;
    write<f64>(power, k, overlap + 1, read<f64>(power, k, overlap + 1) * factor);
  }
}

/** Into one half of the vectors; a segment that does not exist counts as silence. */
function loadSegment(
  series: usize, length: i32, segment: i32, segments: i32, step: i32, window: usize, size: i32, to: usize, space: i32, half: i32,
): void {
  if (segment >= segments) {
    for (let i = 0; i < size; i++) write<f64>(to, 2 * i + half, 2 * space, 0);
    return;
  }
  const first = segment * step;
  const centre = mean(series, length, first, size);
  for (let i = 0; i < size; i++) {
    write<f64>(to, 2 * i + half, 2 * space, (read<f64>(series, first + i, length) - centre) * read<f64>(window, i, size));
  }
}
