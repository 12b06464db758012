import { expect, test } from 'vitest';
import { prepare, prepared } from './preparation.ts';

const ROWS = Float32Array.of(1, 7, Number.NaN, 3, 7, 5, 5, 7, 5);

test('standardised columns have mean 0 and deviation 1 over the rows they were learnt from; gaps are medians', () => {
  const found = prepared(ROWS, prepare(ROWS, 3, true));
  expect(found.filter((_, i) => i % 3 === 1)).toEqual(Float32Array.of(0, 0, 0));
  const first = found.filter((_, i) => i % 3 === 0);
  expect(first.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
  expect(first.reduce((sum, value) => sum + value ** 2, 0) / 3).toBeCloseTo(1, 6);
  expect(found[2]).toBe(0);
});

test('what is judged moves nothing that was learnt', () => {
  const preparation = prepare(ROWS, 3, true);
  expect(prepared(Float32Array.of(1000, 8, Number.NaN), preparation)[2]).toBe(0);
  expect(prepared(Float32Array.of(3, 8, 5), preparation)).toEqual(Float32Array.of(0, 1, 0));
});

test('without standardising only gaps are filled; a column without any value is 0', () => {
  expect(prepared(ROWS, prepare(ROWS, 3, false))).toEqual(Float32Array.of(1, 7, 5, 3, 7, 5, 5, 7, 5));
  const empty = Float32Array.of(Number.NaN, Number.NaN);
  expect(prepared(empty, prepare(empty, 2, false))).toEqual(Float32Array.of(0, 0));
});
