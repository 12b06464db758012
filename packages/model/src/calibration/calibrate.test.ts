import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrate, PROBABILITY_FLOOR } from './calibrate.ts';

const EACH = Uint8Array.of(0, 1);
const asIs = { slope: 1, bias: Float64Array.of(0, 0) };

test('slope 1 without bias changes nothing above the floor', () => {
  const result = calibrate(asIs, Float64Array.of(0.25, 0.75, 0.5, 0.5), EACH);
  [0.25, 0.75, 0.5, 0.5].forEach((p, i) => {
    expect(result[i]).toBeCloseTo(p, 14);
  });
});

test('known values: slope 2 squares the odds, a bias of ln 3 multiplies them by 3', () => {
  const [squared] = calibrate({ ...asIs, slope: 2 }, Float64Array.of(0.75, 0.25), EACH);
  expect(squared).toBeCloseTo(9 / 10, 14);
  const [biased] = calibrate({ slope: 1, bias: Float64Array.of(Math.log(3), 0) }, Float64Array.of(0.5, 0.5), EACH);
  expect(biased).toBeCloseTo(3 / 4, 14);
});

test('a probability of 0 counts as the floor', () => {
  const [certain, impossible] = calibrate(asIs, Float64Array.of(1, 0), EACH);
  expect(impossible! / certain!).toBeCloseTo(PROBABILITY_FLOOR, 14);
});

test('rows sum to 1 and keep their order for any slope above 0', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(share, share, share), fc.double({ min: 0.1, max: 5, noNaN: true }), (row, slope) => {
      const result = calibrate({ slope, bias: new Float64Array(3) }, Float64Array.from(row), Uint8Array.of(0, 1, 2));
      expect(result.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      for (const i of [0, 1, 2]) for (const j of [0, 1, 2]) if (row[i]! >= row[j]!) expect(result[i]).toBeGreaterThanOrEqual(result[j]!);
    }),
  );
});

test('refuses half a row', () => {
  expect(() => calibrate(asIs, new Float64Array(3), EACH)).toThrow('expected rows of 2, found 3 values');
});

test('classes of one set are calibrated as one, and divide it as the forest does', () => {
  const sets = Uint8Array.of(0, 1, 1);
  const result = calibrate({ slope: 2, bias: Float64Array.of(0, Math.log(2), 9) }, Float64Array.of(0.5, 0.125, 0.375, 1, 0, 0), sets);
  expect([...result.subarray(0, 3)]).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(2 / 12, 12), expect.closeTo(6 / 12, 12)]);
  expect(result[4]).toBe(result[5]);
  expect(result[4]).toBeGreaterThan(0);
});
