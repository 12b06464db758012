import { expect, test } from 'vitest';
import { median, percentile } from './order-statistics.ts';

/** Expected values are numpy.percentile's, to the bit. */
test.each([
  [[15, 20, 35, 40, 50], 40, 29],
  [[0.1, 0.2, 0.7], 97, 0.6699999999999999],
  [[0.3, 0.1, 0.9, 0.4], 20, 0.22000000000000003],
  [[3], 50, 3],
  [[2, 1], 0, 1],
  [[2, 1], 100, 2],
])('percentile of %j at %f', (values, q, expected) => {
  expect(percentile(Float64Array.from(values), q)).toBe(expected);
});

test('a high percentile of many values is that of the sorted ones', () => {
  const values = Float64Array.from({ length: 601 }, (_, i) => (i * 7919) % 211);
  const sorted = values.slice().sort();
  for (const q of [90, 96, 98, 99.5, 100]) expect(percentile(values, q)).toBe(percentile(sorted, q));
  expect(percentile(values, 98)).toBe(sorted[588]);
});

test('the median of an even number of values lies between the middle two', () => {
  expect(median(Float64Array.of(10, 9, 2, 1))).toBe(5.5);
  expect(median(Float64Array.of(10, 9, 2))).toBe(9);
});

test('no values have no order statistics, and values keep their order', () => {
  expect(median(new Float64Array(0))).toBeNaN();
  expect(percentile(new Float64Array(0), 50)).toBeNaN();
  const values = Float64Array.of(3, 1, 2);
  median(values);
  percentile(values, 50);
  expect(Array.from(values)).toEqual([3, 1, 2]);
});
