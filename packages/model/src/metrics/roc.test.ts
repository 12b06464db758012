import { expect, test } from 'vitest';
import { rocCurve } from './roc.ts';

test('one point for each distinct score', () => {
  const curve = rocCurve(Float64Array.of(0.9, 0.8, 0.8, 0.1), Uint8Array.of(1, 1, 0, 0));
  expect(curve).toEqual([
    { threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 },
    { threshold: 0.9, falsePositiveRate: 0, truePositiveRate: 0.5 },
    { threshold: 0.8, falsePositiveRate: 0.5, truePositiveRate: 1 },
    { threshold: 0.1, falsePositiveRate: 1, truePositiveRate: 1 },
  ]);
});

test('weights count as repeated rows', () => {
  const weighted = rocCurve(Float64Array.of(3, 2, 1), Uint8Array.of(1, 0, 1), Float64Array.of(2, 1, 1));
  expect(weighted).toEqual(rocCurve(Float64Array.of(3, 3, 2, 1), Uint8Array.of(1, 1, 0, 1)));
});

test('null for one class alone, an error for NaN', () => {
  expect(rocCurve(Float64Array.of(1, 2), Uint8Array.of(1, 1))).toBeNull();
  expect(rocCurve(new Float64Array(0), new Uint8Array(0))).toBeNull();
  expect(() => rocCurve(Float64Array.of(1, NaN), Uint8Array.of(1, 0))).toThrow('scores, row 1: expected a number, found NaN');
});
