import { expect, test } from 'vitest';
import { TokenBuckets } from './token-buckets.ts';

test('a burst is let through, then what the rate allows', () => {
  const buckets = new TokenBuckets(2, 3);
  expect([0, 0, 0, 0].map((now) => buckets.take('a', now))).toEqual([0, 0, 0, 0.5]);
  expect(buckets.take('a', 250)).toBeCloseTo(0.25);
  expect(buckets.take('a', 500)).toBe(0);
  expect(buckets.take('b', 500)).toBe(0);
  // A long rest fills the bucket, not more.
  expect([1e6, 1e6, 1e6, 1e6].map((now) => buckets.take('a', now))).toEqual([0, 0, 0, 0.5]);
});

test('callers without number do not fill the memory, and those who ask too often are not forgotten for them', () => {
  const buckets = new TokenBuckets(1, 1);
  for (let i = 0; i < 30_000; i++) expect(buckets.take(`caller ${i}`, 2000 * Math.floor(i / 5000))).toBe(0);
  expect(buckets.size).toBeLessThanOrEqual(10_000);
  expect(buckets.take('caller 29999', 10_000)).toBe(1);
});
