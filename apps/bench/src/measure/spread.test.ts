import { expect, test } from 'vitest';
import { pairRatios, spreadOf } from './spread.ts';

test('the spread is the median and the 10th and 90th percentile, in whatever order values come', () => {
  expect(spreadOf([5, 1, 4, 2, 3, 11, 10, 9, 8, 7, 6])).toEqual({ median: 6, low: 2, high: 10 });
  expect(spreadOf([1, 2])).toEqual({ median: 1.5, low: 1.1, high: 1.9 });
  expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
});

test('one slow sample moves no median', () => {
  expect(spreadOf([2, 2, 2, 2, 1000]).median).toBe(2);
});

test('no values have no spread', () => {
  expect(() => spreadOf([])).toThrow('expected at least one value');
});

test('ratios are taken pair by pair, so that a pair that was slow as a whole counts like any other', () => {
  const wasm = [1, 10, 2];
  const typescript = [3, 30, 6];
  expect(pairRatios(typescript, wasm)).toEqual([3, 3, 3]);
  expect(spreadOf(pairRatios([4, 10, 9], [1, 10, 3])).median).toBe(3);
});

test('pairs without a partner, and a clock that stood still, are refused', () => {
  expect(() => pairRatios([1, 2], [1])).toThrow('2 values beside 1');
  expect(() => pairRatios([1, 2], [1, 0])).toThrow('pair 1: expected a base above 0, found 0');
});
