import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentile } from './order-statistics.ts';
import { countSizes, mostFrequentSize, percentileOfCounts } from './size-counts.ts';

test('sizes are counted up to the largest', () => {
  expect(Array.from(countSizes(Uint16Array.of(3, 1, 3)))).toEqual([0, 1, 0, 2]);
  expect(countSizes(Uint16Array.of(65535)).length).toBe(65536);
});

test('of sizes that are equally frequent the smallest counts', () => {
  expect(mostFrequentSize(countSizes(Uint16Array.of(9, 5, 9, 5, 7)))).toBe(5);
  expect(mostFrequentSize(countSizes(new Uint16Array(0)))).toBe(0);
});

test('percentiles of counts are those of the sizes, to the bit', () => {
  fc.assert(fc.property(fc.uint16Array({ minLength: 1, maxLength: 200 }), fc.double({ min: 0, max: 100, noNaN: true }), (sizes, q) => {
    expect(percentileOfCounts(countSizes(sizes), sizes.length, q)).toBe(percentile(Float64Array.from(sizes), q));
  }), { seed: 1 });
});
