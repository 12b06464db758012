import type { Chirp, FftPlan } from '../tables.ts';
import { pass2, pass3, pass4, pass5, passOdd } from './passes.ts';

/** Complex values as two arrays, and as much room to work in. Each array holds `plan.space` values. */
export interface FftBuffers {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly workRe: Float64Array;
  readonly workIm: Float64Array;
}

/**
 * Discrete Fourier transform Σ x[i]·e^(−2πi·ik/n) of the first `plan.length` values, any length.
 * Stockham's self-sorting passes over mixed radices (Swarztrauber 1984); the result lies in `re`, `im` of what is returned,
 * and whatever was in the buffers is overwritten.
 */
export function fft(plan: FftPlan, buffers: FftBuffers): FftBuffers {
  if (plan.chirp !== undefined) return convolve(plan.chirp, plan.length, buffers);
  let from = buffers;
  let parts = plan.length;
  let stride = 1;
  let rootIndex = 0;
  for (const radix of plan.radices) {
    parts /= radix;
    const pass = radix === 2 ? pass2 : radix === 3 ? pass3 : radix === 4 ? pass4 : radix === 5 ? pass5 : passOdd;
    pass(radix, parts, stride, plan.roots, rootIndex, from);
    rootIndex += 2 * parts * (radix - 1) + (radix > 5 ? 2 * radix : 0);
    stride *= radix;
    from = swapped(from);
  }
  return from;
}

/**
 * Bluestein 1970: with k·i = (k² + i² − (k−i)²)/2 the transform is a convolution with a chirp, done here by transforms of a
 * power of two. The backward one is the forward one with real and imaginary parts exchanged.
 */
function convolve(chirp: Chirp, length: number, buffers: FftBuffers): FftBuffers {
  const { re, im } = buffers;
  const { wave, spectrum, inner } = chirp;
  multiply(re, im, wave, length);
  re.fill(0, length, inner.length);
  im.fill(0, length, inner.length);
  const there = fft(inner, buffers);
  multiply(there.re, there.im, spectrum, inner.length);
  const back = fft(inner, { re: there.im, im: there.re, workRe: there.workIm, workIm: there.workRe });
  multiply(back.im, back.re, wave, length);
  return { re: back.im, im: back.re, workRe: back.workIm, workIm: back.workRe };
}

function swapped({ re, im, workRe, workIm }: FftBuffers): FftBuffers {
  return { re: workRe, im: workIm, workRe: re, workIm: im };
}

function multiply(re: Float64Array, im: Float64Array, factors: Float64Array, count: number): void {
  for (let k = 0; k < count; k++) {
    const a = re[k]!;
    const b = im[k]!;
    const c = factors[2 * k]!;
    const d = factors[2 * k + 1]!;
    re[k] = a * c - b * d;
    im[k] = a * d + b * c;
  }
}
