import type { Spectrum, WelchOptions } from '../kernels.ts';
import { welchTables } from '../tables.ts';
import { fft } from './fft.ts';
import { mean } from './mean.ts';

/**
 * Welch 1967, as scipy.signal.welch with its defaults (Hann window, mean removed from each segment, density, one-sided).
 * Two segments are transformed at once as real and imaginary part: |Z[k]|² + |Z[n−k]|² is twice the sum of their powers.
 */
export function welch(series: Float64Array, { samplingRate, segment }: WelchOptions): Spectrum {
  const length = segment < series.length ? segment : series.length;
  if (length === 0) return { frequency: new Float64Array(0), power: new Float64Array(0) };
  const { window, windowPower, plan } = welchTables(length);
  const overlap = length >>> 1;
  const step = length - overlap;
  const segments = Math.floor((series.length - overlap) / step);
  const frequency = Float64Array.from({ length: overlap + 1 }, (_, k) => (k * samplingRate) / length);
  const power = new Float64Array(overlap + 1);
  const room = () => new Float64Array(plan.space);
  const buffers = { re: room(), im: room(), workRe: room(), workIm: room() };

  for (let s = 0; s < segments; s += 2) {
    loadSegment(series, s * step, window, buffers.re);
    if (s + 1 < segments) loadSegment(series, (s + 1) * step, window, buffers.im);
    else buffers.im.fill(0);
    const { re, im } = fft(plan, buffers);
    for (let k = 0; k <= overlap; k++) {
      const mirror = k === 0 ? 0 : length - k;
      power[k]! += re[k]! * re[k]! + im[k]! * im[k]! + (re[mirror]! * re[mirror]! + im[mirror]! * im[mirror]!);
    }
  }

  const scale = 1 / (samplingRate * windowPower * segments);
  // Each frequency but 0 and the highest of an even length stands for its negative too, which the mirror has doubled already.
  for (let k = 0; k <= overlap; k++) power[k]! *= k === 0 || 2 * k === length ? 0.5 * scale : scale;
  return { frequency, power };
}

function loadSegment(series: Float64Array, first: number, window: Float64Array, to: Float64Array): void {
  const centre = mean(series, first, window.length);
  for (let i = 0; i < window.length; i++) to[i] = (series[first + i]! - centre) * window[i]!;
}
