import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrate, PROBABILITY_FLOOR } from './calibrate.ts';

const asIs = { slope: 1, bias: Float64Array.of(0, 0) };

test('slope 1 without bias changes nothing above the floor', () => {
  const result = calibrate(asIs, Float64Array.of(0.25, 0.75, 0.5, 0.5));
  [0.25, 0.75, 0.5, 0.5].forEach((p, i) => {
    expect(result[i]).toBeCloseTo(p, 14);
  });
});

test('known values: slope 2 squares the odds, a bias of ln 3 multiplies them by 3', () => {
  const [squared] = calibrate({ ...asIs, slope: 2 }, Float64Array.of(0.75, 0.25));
  expect(squared).toBeCloseTo(9 / 10, 14);
  const [biased] = calibrate({ slope: 1, bias: Float64Array.of(Math.log(3), 0) }, Float64Array.of(0.5, 0.5));
  expect(biased).toBeCloseTo(3 / 4, 14);
});

test('a probability of 0 counts as the floor', () => {
  const [certain, impossible] = calibrate(asIs, Float64Array.of(1, 0));
  expect(impossible! / certain!).toBeCloseTo(PROBABILITY_FLOOR, 14);
});

test('rows sum to 1 and keep their order for any slope above 0', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(share, share, share), fc.double({ min: 0.1, max: 5, noNaN: true }), (row, slope) => {
      const result = calibrate({ slope, bias: new Float64Array(3) }, Float64Array.from(row));
      expect(result.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      for (const i of [0, 1, 2]) for (const j of [0, 1, 2]) if (row[i]! >= row[j]!) expect(result[i]).toBeGreaterThanOrEqual(result[j]!);
    }),
  );
});

test('refuses half a row', () => {
  expect(() => calibrate(asIs, new Float64Array(3))).toThrow('expected rows of 2, found 3 values');
});
