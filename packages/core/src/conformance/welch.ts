import { describe, expect, test } from 'vitest';
import type { Kernels } from '../kernels.ts';

export function welchConforms(kernels: () => Kernels): void {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

  test('finds a tone at its frequency', () => {
    const series = Float64Array.from({ length: 1500 }, (_, i) => 7 + Math.sin((2 * Math.PI * 0.2 * i) / 5));
    const { frequency, power } = kernels().welch(series, { samplingRate: 5, segment: 500 });
    expect(frequency.length).toBe(251);
    expect(frequency[20]).toBe(0.2);
    expect(power.indexOf(Math.max(...power))).toBe(20);
  });

  test('the power of a one-segment spectrum is that of the windowed samples (Parseval), at every kind of length', () => {
    for (const segment of [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 20, 25, 30, 47, 49, 53, 59, 60, 94, 106, 121, 128, 210, 360, 499, 500, 1009]) {
      const series = Float64Array.from({ length: segment }, (_, i) => ((i * 7919) % 101) - 50);
      const mean = sum(series) / segment;
      const window = series.map((_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / segment));
      const expected = sum(series.map((x, i) => ((x - mean) * window[i]!) ** 2)) / sum(window.map((w) => w * w));
      const { frequency, power } = kernels().welch(series, { samplingRate: 10, segment });
      expect(frequency.length).toBe((segment >>> 1) + 1);
      expect(Math.abs((sum(power) * 10) / segment - expected)).toBeLessThan(1e-12 * expected);
    }
  });

  test('shortens a segment to the series', () => {
    const series = Float64Array.of(1, 5, 2, 8, 3);
    expect(kernels().welch(series, { samplingRate: 1, segment: 5000 })).toEqual(kernels().welch(series, { samplingRate: 1, segment: 5 }));
    expect(kernels().welch(new Float64Array(0), { samplingRate: 1, segment: 8 })).toEqual({
      frequency: new Float64Array(0),
      power: new Float64Array(0),
    });
  });

  describe('constant', () => {
    test.each([1, 2, 3, 7, 97, 256, 500])('has no power at all in segments of %i', (segment) => {
      for (const value of [0, 0.1, 65535, 1e300]) {
        const { power } = kernels().welch(new Float64Array(1000).fill(value), { samplingRate: 5, segment });
        expect(power).toEqual(new Float64Array((segment >>> 1) + 1));
      }
    });
  });

  test('gives the same again after other lengths', () => {
    const series = Float64Array.from({ length: 400 }, (_, i) => (i * 31) % 17);
    const first = kernels().welch(series, { samplingRate: 5, segment: 100 });
    for (let segment = 1; segment < 80; segment++) kernels().welch(series, { samplingRate: 5, segment });
    expect(kernels().welch(series, { samplingRate: 5, segment: 100 })).toEqual(first);
  });
}
