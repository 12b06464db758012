import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from './random.ts';
import { RandomSplitter } from './random-splitter.ts';
import { trainingSet } from './training-set.ts';

const LIMITS = { rows: 1, weight: 0, monotone: null };

/** The split of all rows of a new tree that is grown from a seed. */
function firstSplit(splitter: RandomSplitter, seed: number) {
  const random = Random.fromSeed(seed);
  const rows = splitter.sample(random);
  const totals = new Float64Array(2);
  splitter.weigh(0, rows, totals);
  const split = { feature: -1, threshold: NaN, gain: NaN, left: NaN, right: NaN };
  return { found: splitter.find(0, rows, totals, random, split), ...split };
}

test('parts neighbouring float32 values whatever it draws', () => {
  const [a, b] = [1, 1 + 2 ** -23];
  const set = trainingSet({ features: Float32Array.of(a, b), rows: 2, columns: 1, labels: Uint8Array.of(0, 1), classes: 2 });
  const splitter = new RandomSplitter(set, 1, LIMITS, false);
  for (let seed = 0; seed < 50; seed++) {
    expect(firstSplit(splitter, seed)).toEqual({ found: true, feature: 0, threshold: a, gain: 1, left: 0, right: 1 });
  }
});

test('a tree does not depend on the trees before it', () => {
  const random = Random.fromSeed(1);
  const features = Float32Array.from({ length: 20 * 8 }, () => random.unit());
  const labels = Uint8Array.from({ length: 20 }, () => random.below(2));
  const set = trainingSet({ features, rows: 20, columns: 8, labels, classes: 2 });
  fc.assert(
    fc.property(fc.array(fc.nat(99), { maxLength: 4 }), fc.nat(99), (before, seed) => {
      const used = new RandomSplitter(set, 2, LIMITS, false);
      for (const other of before) firstSplit(used, other);
      expect(firstSplit(used, seed)).toEqual(firstSplit(new RandomSplitter(set, 2, LIMITS, false), seed));
    }),
  );
});

test('features that are constant are passed over, and do not count as drawn', () => {
  const features = Float32Array.of(7, 7, 1, 7, 7, 2, 7, 7, 3);
  const set = trainingSet({ features, rows: 3, columns: 3, labels: Uint8Array.of(0, 1, 1), classes: 2 });
  for (let seed = 0; seed < 20; seed++) expect(firstSplit(new RandomSplitter(set, 1, LIMITS, false), seed).feature).toBe(2);
  const constant = trainingSet({ features: new Float32Array(3), rows: 3, columns: 1, labels: set.labels, classes: 2 });
  expect(firstSplit(new RandomSplitter(constant, 1, LIMITS, false), 1).found).toBe(false);
});
