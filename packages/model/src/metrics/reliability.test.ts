import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedCalibrationError, reliabilityCurve } from './reliability.ts';

test('known values: two bins of two rows', () => {
  const confidence = Float64Array.of(0.9, 0.5, 0.7, 0.6);
  const right = Uint8Array.of(1, 0, 1, 1);
  const curve = reliabilityCurve(confidence, right, 2);
  expect(curve.map(({ rows, accuracy }) => [rows, accuracy])).toEqual([[2, 0.5], [2, 1]]);
  expect(curve[0]!.confidence).toBeCloseTo(0.55, 14);
  expect(curve[1]!.confidence).toBeCloseTo(0.8, 14);
  expect(expectedCalibrationError(confidence, right, 2)).toBeCloseTo((0.05 + 0.2) / 2, 14);
});

test('fewer rows than bins: one row a bin; no rows: null', () => {
  expect(reliabilityCurve(Float64Array.of(0.5, 0.6, 0.9), Uint8Array.of(1, 1, 1)).map(({ rows }) => rows)).toEqual([1, 1, 1]);
  expect(expectedCalibrationError(new Float64Array(0), new Uint8Array(0))).toBeNull();
});

test('bins hold all rows, differ by one row at most and ascend', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(share, fc.nat(1)), { minLength: 15, maxLength: 200 }), (rows) => {
      const curve = reliabilityCurve(Float64Array.from(rows, ([p]) => p), Uint8Array.from(rows, ([, right]) => right));
      const sizes = curve.map((bin) => bin.rows);
      expect(sizes.reduce((a, b) => a + b)).toBe(rows.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      const means = curve.map((bin) => bin.confidence);
      means.slice(1).forEach((mean, i) => {
        expect(mean).toBeGreaterThanOrEqual(means[i]! - 1e-12);
      });
    }),
  );
});
