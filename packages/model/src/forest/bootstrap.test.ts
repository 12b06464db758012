import { expect, test } from 'vitest';
import { drawBootstrap } from './bootstrap.ts';
import { Random } from './random.ts';

test('draws as many rows as there are, about 63 % of them different', () => {
  const times = drawBootstrap(10_000, Random.fromSeed(2));
  expect(times.reduce((a, b) => a + b)).toBe(10_000);
  const different = times.filter((count) => count > 0).length;
  // 1 − 1/e of the rows; the standard deviation is about 31.
  expect(Math.abs(different - 6321)).toBeLessThan(160);
});
