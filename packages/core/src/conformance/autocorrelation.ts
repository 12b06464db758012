import { expect, test } from 'vitest';
import type { Kernels } from '../kernels.ts';

export function autocorrelationConforms(kernels: () => Kernels): void {
  test('divides every lag by the same sum of squares', () => {
    // Around the mean 2: −1, 0, 1, 0, so the sums are 2, 0, −1, 0.
    expect(kernels().autocorrelation(Float64Array.of(1, 2, 3, 2), 3)).toEqual(Float64Array.of(1, 0, -0.5, 0));
  });

  test('is 0 at lags from the length on', () => {
    expect(kernels().autocorrelation(Float64Array.of(0, 1), 4)).toEqual(Float64Array.of(1, -0.5, 0, 0, 0));
    expect(kernels().autocorrelation(new Float64Array(0), 2)).toEqual(new Float64Array(3));
  });

  test('a series without variance has none, even where its mean cannot be summed exactly', () => {
    for (const value of [0, 0.1, 65535, 1e300, 5e-324]) {
      for (const length of [1, 2, 3, 7, 10, 1001]) {
        expect(kernels().autocorrelation(new Float64Array(length).fill(value), 5)).toEqual(new Float64Array(6));
      }
    }
  });

  test('a period shows at its multiples', () => {
    const series = Float64Array.from({ length: 103 }, (_, i) => (i % 10 === 0 ? 5 : 0));
    const values = kernels().autocorrelation(series, 30);
    for (let lag = 1; lag <= 30; lag++) expect(values[lag]! > 0.5).toBe(lag % 10 === 0);
  });
}
