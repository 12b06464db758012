import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc, macroAuc, rankedAuc } from './auc.ts';
import { rocCurve } from './roc.ts';

test('known values', () => {
  expect(auc(Float64Array.of(0.1, 0.4, 0.35, 0.8), Uint8Array.of(0, 0, 1, 1))).toBe(0.75);
  expect(auc(Float64Array.of(1, 1, 1), Uint8Array.of(0, 1, 1))).toBe(0.5);
  expect(auc(Float64Array.of(2, 1), Uint8Array.of(0, 1))).toBe(0);
  expect(auc(Float64Array.of(2, 1), Uint8Array.of(1, 1))).toBeNull();
  expect(() => auc(Float64Array.of(NaN), Uint8Array.of(1))).toThrow('row 0');
});

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.nat(1), fc.integer({ min: 0, max: 3 })), { minLength: 2, maxLength: 30 });

test('is the share of pairs that are ranked rightly, and the area under the curve, with weights too', () => {
  fc.assert(
    fc.property(rows, (data) => {
      const scores = Float64Array.from(data, ([score]) => score);
      const positive = Uint8Array.from(data, ([, label]) => label);
      const weights = Float64Array.from(data, ([, , weight]) => weight);
      let [won, pairs] = [0, 0];
      for (const [a, isPositive, wa] of data) {
        for (const [b, isOther, wb] of data) {
          if (isPositive !== 1 || isOther !== 0) continue;
          pairs += wa * wb;
          won += wa * wb * (a > b ? 1 : a === b ? 0.5 : 0);
        }
      }
      const area = rankedAuc(scores, positive)(weights);
      if (pairs === 0) {
        expect(area).toBeNull();
        expect(rocCurve(scores, positive, weights)).toBeNull();
        return;
      }
      expect(area).toBeCloseTo(won / pairs, 12);
      const curve = rocCurve(scores, positive, weights)!;
      const trapezoids = curve.slice(1).map((b, i) => {
        const a = curve[i]!;
        return ((b.falsePositiveRate - a.falsePositiveRate) * (a.truePositiveRate + b.truePositiveRate)) / 2;
      });
      expect(trapezoids.reduce((x, y) => x + y)).toBeCloseTo(won / pairs, 12);
    }),
  );
});

test('macro AUC is the mean over classes that have rows and others', () => {
  const probabilities = Float64Array.of(0.7, 0.2, 0.1, 0.3, 0.6, 0.1, 0.5, 0.4, 0.1);
  // The row of class 1 scores .5 for class 0, between .7 and .3, and .4 for itself, between .2 and .6: half of the pairs
  // each. Class 2 has no rows.
  expect(macroAuc(probabilities, Uint8Array.of(0, 0, 1), 3)).toBe((0.5 + 0.5) / 2);
  expect(macroAuc(probabilities, Uint8Array.of(0, 1, 1), 3)).toBe(1);
  expect(macroAuc(probabilities, Uint8Array.of(1, 1, 1), 3)).toBeNull();
});
