import { expect, test } from 'vitest';
import { Random } from '../forest/random.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';

/** Mean of values where each row counts as often as it was drawn. */
const meanOf = (values: Float64Array) => (weights: Float64Array) => {
  let [sum, rows] = [0, 0];
  values.forEach((value, row) => {
    sum += weights[row]! * value;
    rows += weights[row]!;
  });
  return rows > 0 ? sum / rows : null;
};

test('rows of one group come together: three groups of a hundred equal rows are three observations', () => {
  const values = Float64Array.from({ length: 300 }, (_, row) => Math.floor(row / 100));
  const groups = Int32Array.from({ length: 300 }, (_, row) => 7 * Math.floor(row / 100));
  const interval = clusterBootstrap(groups, meanOf(values), { seed: 1 })!;
  // All three draws fall on the same group in 1 of 27 draws, more than 2.5 %.
  expect([interval.low, interval.high]).toEqual([0, 2]);
  expect([interval.defined, interval.draws]).toEqual([2000, 2000]);
});

test('independent rows give the interval of the mean', () => {
  const random = Random.fromSeed(5);
  const values = Float64Array.from({ length: 400 }, () => random.unit());
  const { low, high } = clusterBootstrap(Int32Array.from(values.keys()), meanOf(values), { seed: 2 })!;
  // Standard error of a mean of 400 uniform numbers: 1 / √12 / 20 = 0.0144.
  expect((high - low) / 2 / 1.96).toBeGreaterThan(0.012);
  expect((high - low) / 2 / 1.96).toBeLessThan(0.017);
});

test('is seeded', () => {
  const values = Float64Array.from({ length: 40 }, (_, row) => (row * 7) % 11);
  const groups = Int32Array.from({ length: 40 }, (_, row) => row % 13);
  const run = (seed: number) => clusterBootstrap(groups, meanOf(values), { seed, draws: 1000 });
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test('draws where the metric is undefined are left out and counted', () => {
  const groups = Int32Array.of(0, 1);
  const onlyWithGroup1 = (weights: Float64Array) => (weights[1]! > 0 ? 1 : null);
  const interval = clusterBootstrap(groups, onlyWithGroup1, { seed: 3 })!;
  // Both draws miss group 1 in a quarter of the cases; the standard deviation is 19.
  expect(Math.abs(interval.defined - 1500)).toBeLessThan(100);
  expect(clusterBootstrap(groups, () => null, { seed: 3 })).toBeNull();
});

test('one group has no interval; too few draws are refused', () => {
  expect(clusterBootstrap(Int32Array.of(4, 4), () => 1, { seed: 1 })).toBeNull();
  expect(() => clusterBootstrap(Int32Array.of(0, 1), () => 1, { seed: 1, draws: 999 })).toThrow('expected 1000 draws or more, found 999');
  expect(() => clusterBootstrap(Int32Array.of(0, 1), () => 1, { seed: 1, level: 1 })).toThrow('level');
});
