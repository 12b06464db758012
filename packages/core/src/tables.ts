import { fft } from './typescript/fft.ts';

/**
 * How to transform one length: the radices in the order of the passes, and the roots of unity that each pass reads in a row.
 * For every pass with radix p over a current length n: if p > 5 first the p roots e^(−2πi·j/p); then for k = 0 … n/p − 1
 * the factors e^(−2πi·j·k/n), j = 1 … p − 1. Real and imaginary parts alternate.
 */
export interface FftPlan {
  readonly length: number;
  /** Complex values that each of the four work arrays must hold. */
  readonly space: number;
  readonly radices: Int32Array;
  readonly roots: Float64Array;
  /** Only for a length with a large prime factor, which is then transformed as a convolution (Bluestein). */
  readonly chirp?: Chirp;
}

export interface Chirp {
  /** e^(−iπk²/length), real and imaginary parts alternating. */
  readonly wave: Float64Array;
  /** Transform of the conjugate wave, wrapped around `inner.length` and divided by it. */
  readonly spectrum: Float64Array;
  /** Plan of the convolution's length, a power of two. */
  readonly inner: FftPlan;
}

export interface WelchTables {
  /** Periodic Hann window. */
  readonly window: Float64Array;
  /** Sum of the window's squares. */
  readonly windowPower: number;
  readonly plan: FftPlan;
}

/** Largest prime that a pass handles by itself, in p² steps. */
const LARGEST_RADIX = 47;
const CACHED_LENGTHS = 32;
const cache = new Map<number, WelchTables>();

/**
 * The tables for segments of `length` samples. They need sine and cosine, which differ between WebAssembly and JavaScript
 * engines: so this file alone computes them, and both twins read the same numbers.
 */
export function welchTables(length: number): WelchTables {
  let tables = cache.get(length);
  if (tables === undefined) {
    const window = hann(length);
    tables = { window, windowPower: window.reduce((sum, w) => sum + w * w, 0), plan: planFft(length) };
    if (cache.size === CACHED_LENGTHS) cache.clear();
    cache.set(length, tables);
  }
  return tables;
}

function hann(length: number): Float64Array {
  if (length === 1) return Float64Array.of(1);
  return Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
}

/** Plan for a forward transform of `length` ≥ 1 complex values. */
export function planFft(length: number): FftPlan {
  const radices = factorise(length);
  if (radices.some((radix) => radix > LARGEST_RADIX)) return planChirp(length);
  const roots: number[] = [];
  let current = length;
  for (const radix of radices) {
    const parts = current / radix;
    if (radix > 5) for (let j = 0; j < radix; j++) roots.push(...root(j, radix));
    for (let k = 0; k < parts; k++) for (let j = 1; j < radix; j++) roots.push(...root(j * k, current));
    current = parts;
  }
  return { length, space: length, radices: Int32Array.from(radices), roots: Float64Array.from(roots) };
}

function planChirp(length: number): FftPlan {
  let padded = 1;
  while (padded < 2 * length - 1) padded *= 2;
  const inner = planFft(padded);
  const wave = new Float64Array(2 * length);
  const re = new Float64Array(padded);
  const im = new Float64Array(padded);
  for (let k = 0; k < length; k++) {
    const [cos, sin] = root((k * k) % (2 * length), 2 * length);
    wave[2 * k] = cos;
    wave[2 * k + 1] = sin;
    for (const at of k === 0 ? [0] : [k, padded - k]) {
      re[at] = cos / padded;
      im[at] = -sin / padded;
    }
  }
  const transformed = fft(inner, { re, im, workRe: new Float64Array(padded), workIm: new Float64Array(padded) });
  const spectrum = new Float64Array(2 * padded);
  for (let k = 0; k < padded; k++) {
    spectrum[2 * k] = transformed.re[k]!;
    spectrum[2 * k + 1] = transformed.im[k]!;
  }
  return { length, space: padded, radices: new Int32Array(0), roots: new Float64Array(0), chirp: { wave, spectrum, inner } };
}

/** e^(−2πi·numerator/denominator). */
function root(numerator: number, denominator: number): [number, number] {
  const angle = (2 * Math.PI * numerator) / denominator;
  return [Math.cos(angle), -Math.sin(angle)];
}

/** Fours, then the primes in ascending order. */
function factorise(length: number): number[] {
  const radices: number[] = [];
  let rest = length;
  for (; rest % 4 === 0; rest /= 4) radices.push(4);
  for (let prime = 2; rest > 1; prime++) {
    if (prime * prime > rest) prime = rest;
    for (; rest % prime === 0; rest /= prime) radices.push(prime);
  }
  return radices;
}
