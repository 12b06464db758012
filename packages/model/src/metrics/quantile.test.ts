import { expect, test } from 'vitest';
import { median, quantile } from './quantile.ts';

test('known values, as numpy.quantile gives them', () => {
  const values = [7, 1, 3, 10];
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile(values, share))).toEqual([1, 2.5, 5, 7.75, 10]);
  expect(quantile(values, 0.9)).toBeCloseTo(9.1, 14);
  expect(quantile([4], 0.3)).toBe(4);
  expect(median(Float32Array.of(3, 1, 2))).toBe(2);
  expect(median([])).toBeNull();
});

test('infinite values stay what they are', () => {
  expect(median([1, 2, Infinity])).toBe(2);
  expect(quantile([1, Infinity], 1)).toBe(Infinity);
  expect(quantile([-Infinity, Infinity, Infinity], 0.75)).toBe(Infinity);
  expect(median([-Infinity, Infinity])).toBeNull();
});

test('refuses shares outside 0 … 1 and NaN', () => {
  expect(() => quantile([1], 1.1)).toThrow('found 1.1');
  expect(() => quantile([1, NaN], 0.5)).toThrow('found NaN');
});
