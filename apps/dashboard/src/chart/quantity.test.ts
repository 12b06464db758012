import { expect, test } from 'vitest';
import { agoText, rateText, roundScale } from './quantity.ts';

test.each([[0, 1], [-1, 1], [Number.NaN, 1], [1, 1], [1.1, 2], [2.4, 2.5], [3, 5], [5.01, 10], [999, 1000], [1e6, 1e6], [1_200_000, 2e6]])('a scale for %d is %d', (largest, scale) => {
  expect(roundScale(largest)).toBeCloseTo(scale, 9);
});

test.each([[0, 120, 'now'], [60, 120, '−60 s'], [90, 120, '−90 s'], [120, 120, '−2 min'], [75, 300, '−1:15'], [60, 300, '−1 min'], [150, 300, '−2:30'], [300, 300, '−5 min']])('%d s ago on an axis of %d s is %s', (seconds, axis, text) => {
  expect(agoText(seconds, axis, true)).toBe(text);
});

test('rates have a unit', () => {
  expect(rateText(2.5e5)).toBe('250kB/s');
  expect(agoText(60, 60, false)).toBe('-60 s');
});
