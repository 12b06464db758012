import { assertArray } from "./arrays";
import { add, both, mul, sub } from "./lanes";
import { pass2, pass3, pass4, pass5, passOdd } from "./passes";

/** FftPlan of src/tables.ts. `wave`, `spectrum` and `inner` are 0 unless the length is transformed as a convolution. */
@unmanaged
export class FftPlan {
  length: i32;
  space: i32;
  radixCount: i32;
  rootCount: i32;
  radices: usize;
  roots: usize;
  wave: usize;
  spectrum: usize;
  inner: usize;
}

/** Each array holds `space` vectors: one complex value of either transform. The result ends up in `re`, `im`. */
@unmanaged
export class FftBuffers {
  space: i32;
  re: usize;
  im: usize;
  workRe: usize;
  workIm: usize;
}

export function fft(plan: FftPlan, buffers: FftBuffers): void {
  const space = buffers.space;
  assertArray<v128>(buffers.re, space);
  assertArray<v128>(buffers.im, space);
  assertArray<v128>(buffers.workRe, space);
  assertArray<v128>(buffers.workIm, space);
  assert(plan.space <= space, "plan needs larger buffers");
  if (plan.inner != 0) {
    convolve(plan, buffers);
    return;
  }
  const roots = plan.roots;
  const rootCount = plan.rootCount;
  assertArray<i32>(plan.radices, plan.radixCount);
  assertArray<f64>(roots, rootCount);
  let parts = plan.length;
  let stride = 1;
  let rootIndex = 0;
  for (let pass = 0; pass < plan.radixCount; pass++) {
    const radix = load<i32>(plan.radices + (<usize>pass << 2));
    parts /= radix;
    if (radix == 2) pass2(parts, stride, roots, rootIndex, rootCount, buffers);
    else if (radix == 3) pass3(parts, stride, roots, rootIndex, rootCount, buffers);
    else if (radix == 4) pass4(parts, stride, roots, rootIndex, rootCount, buffers);
    else if (radix == 5) pass5(parts, stride, roots, rootIndex, rootCount, buffers);
    else passOdd(radix, parts, stride, roots, rootIndex, rootCount, buffers);
    rootIndex += 2 * parts * (radix - 1) + (radix > 5 ? 2 * radix : 0);
    stride *= radix;
    swap(buffers);
  }
}

function convolve(plan: FftPlan, buffers: FftBuffers): void {
  const length = plan.length;
  const inner = changetype<FftPlan>(plan.inner);
  assertArray<f64>(plan.wave, 2 * length);
  assertArray<f64>(plan.spectrum, 2 * inner.length);
  multiply(buffers.re, buffers.im, plan.wave, length);
  memory.fill(buffers.re + (<usize>length << 4), 0, <usize>(inner.length - length) << 4);
  memory.fill(buffers.im + (<usize>length << 4), 0, <usize>(inner.length - length) << 4);
  fft(inner, buffers);
  multiply(buffers.re, buffers.im, plan.spectrum, inner.length);
  exchange(buffers);
  fft(inner, buffers);
  exchange(buffers);
  multiply(buffers.re, buffers.im, plan.wave, length);
}

function swap(buffers: FftBuffers): void {
  const re = buffers.re;
  const im = buffers.im;
  buffers.re = buffers.workRe;
  buffers.im = buffers.workIm;
  buffers.workRe = re;
  buffers.workIm = im;
}

/** Real for imaginary part, which turns the direction of the transform round. */
function exchange(buffers: FftBuffers): void {
  const re = buffers.re;
  const workRe = buffers.workRe;
  buffers.re = buffers.im;
  buffers.im = re;
  buffers.workRe = buffers.workIm;
  buffers.workIm = workRe;
}

function multiply(re: usize, im: usize, factors: usize, count: i32): void {
  for (let k = 0; k < count; k++) {
    const a = v128.load(re + (<usize>k << 4));
    const b = v128.load(im + (<usize>k << 4));
    const c = both(factors, 2 * k, 2 * count);
    const d = both(factors, 2 * k + 1, 2 * count);
    v128.store(re + (<usize>k << 4), sub(mul(a, c), mul(b, d)));
    v128.store(im + (<usize>k << 4), add(mul(a, d), mul(b, c)));
  }
}
