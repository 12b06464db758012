import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BestSplitter } from './best-splitter.ts';
import { Random } from './random.ts';
import { trainingSet } from './training-set.ts';

/** Largest decrease of weighted Gini impurity over all features and cuts, by trying every one of them from scratch. */
function bestGain(columns: readonly Float32Array[], labels: Uint8Array, weights: Float64Array, fewest: number): number {
  const rows = Array.from(labels.keys());
  const impurity = (part: number[]) => {
    const sums = [0, 0, 0];
    for (const row of part) sums[labels[row]!]! += weights[row]!;
    const all = sums[0]! + sums[1]! + sums[2]!;
    return all - sums.reduce((total, sum) => total + (sum * sum) / all, 0);
  };
  let best = -Infinity;
  for (const column of columns) {
    for (const cut of column) {
      const left = rows.filter((row) => column[row]! <= cut);
      const right = rows.filter((row) => column[row]! > cut);
      if (left.length < fewest || right.length < fewest) continue;
      best = Math.max(best, impurity(rows) - impurity(left) - impurity(right));
    }
  }
  return best;
}

test('finds the split that an exhaustive search finds, and divides by it', () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3 }), fc.nat(2), fc.integer({ min: 1, max: 4 }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 25 }), fc.integer({ min: 1, max: 3 }), (rows, fewest) => {
      const set = trainingSet({
        features: Float32Array.from(rows.flatMap((values) => values.slice(0, 2))),
        rows: rows.length,
        columns: 2,
        labels: Uint8Array.from(rows, ([, , label]) => label),
        classes: 3,
        weights: Float64Array.from(rows, ([, , , weight]) => weight),
      });
      const splitter = new BestSplitter(set, 2, { rows: fewest, weight: 0, monotone: null }, false);
      const random = Random.fromSeed(1);
      expect(splitter.sample(random)).toBe(rows.length);
      const totals = new Float64Array(3);
      splitter.weigh(0, rows.length, totals);
      const split = { feature: -1, threshold: NaN, gain: NaN, left: NaN, right: NaN };
      const expected = bestGain(set.columns, set.labels, set.weights, fewest);
      expect(splitter.find(0, rows.length, totals, random, split)).toBe(expected > -Infinity);
      if (expected === -Infinity) return;
      expect(split.gain).toBeCloseTo(expected, 9);
      const left = rows.filter((values) => (values[split.feature] ?? NaN) <= split.threshold).length;
      expect(splitter.divide(0, rows.length, split)).toBe(left);
      const weight = (from: number, to: number) => {
        const sums = new Float64Array(3);
        splitter.weigh(from, to, sums);
        return Array.from(sums);
      };
      const byHand = [0, 0, 0];
      for (const values of rows) if (values[split.feature as 0 | 1] <= split.threshold) byHand[values[2]]! += values[3];
      expect(weight(0, left)).toEqual(byHand);
    }),
  );
});
