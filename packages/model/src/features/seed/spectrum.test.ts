import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { spectrumFeatures } from './spectrum.ts';

const kernels = await loadKernels('typescript');
/** 300 s of bins with 2 MB every `period` seconds. */
const bursts = (period: number) => new Float64Array(1500).map((_, i) => (i % (5 * period) === 0 ? 2e6 : 0));

test('bursts every ten seconds stand at 0.1 Hz and its multiples, every five at 0.2 Hz alone of the two', () => {
  const [ten, five] = [spectrumFeatures(bursts(10), kernels), spectrumFeatures(bursts(5), kernels)];
  expect(ten.peak_0p1Hz_norm).toBeGreaterThan(5);
  expect(ten.peak_0p2Hz_norm).toBeGreaterThan(5);
  expect(five.peak_0p1Hz_norm).toBeLessThan(1e-6);
  expect(five.peak_0p2Hz_norm).toBeGreaterThan(10);
  expect(five.max_prom_norm).toBeGreaterThan(2);
});

test('a constant series has no power and hence no features', () => {
  expect(spectrumFeatures(new Float64Array(300).fill(0), kernels)).toEqual({ max_prom_norm: null, peak_0p1Hz_norm: null, peak_0p2Hz_norm: null });
  expect(spectrumFeatures(Float64Array.of(1, 2), kernels).peak_0p1Hz_norm).toBeNull();
});
