import { expect, test } from 'vitest';
import { coverageCurve } from './coverage-curve.ts';

test('one point for each distinct confidence, from the surest row to all of them', () => {
  expect(coverageCurve(Float64Array.of(0.6, 0.9, 0.9, 0.5), Uint8Array.of(0, 1, 1, 1))).toEqual([
    { threshold: 0.9, coverage: 0.5, selectiveAccuracy: 1 },
    { threshold: 0.6, coverage: 0.75, selectiveAccuracy: 2 / 3 },
    { threshold: 0.5, coverage: 1, selectiveAccuracy: 0.75 },
  ]);
  expect(coverageCurve(new Float64Array(0), new Uint8Array(0))).toEqual([]);
});
