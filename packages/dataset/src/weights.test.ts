import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupWeights, shareMet } from './weights.ts';

const rows = fc.array(fc.record({ group: fc.nat(6), label: fc.nat(2) }), { minLength: 1, maxLength: 60 });

function sums(weights: Float64Array, key: (row: number) => string | number): number[] {
  const totals = new Map<string | number, number>();
  for (const [row, weight] of weights.entries()) totals.set(key(row), (totals.get(key(row)) ?? 0) + weight);
  return [...totals.values()];
}

const equal = (values: readonly number[]) => values.map(() => expect.closeTo(values[0]!, 9));

test('every group of a class weighs the same, however many rows it has, and all sum to the number of rows', () => {
  fc.assert(fc.property(rows, (list) => {
    const groups = Int32Array.from(list, ({ group }) => group);
    const labels = Uint8Array.from(list, ({ label }) => label);
    const weights = groupWeights(groups, labels, false);
    const found = sums(weights, (row) => `${groups[row]} ${labels[row]}`);
    expect(found).toEqual(equal(found));
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(list.length, 9);
  }), { seed: 1 });
});

test('balanced: every class weighs the same, and so does every group within it', () => {
  fc.assert(fc.property(rows, (list) => {
    const groups = Int32Array.from(list, ({ group }) => group);
    const labels = Uint8Array.from(list, ({ label }) => label);
    const weights = groupWeights(groups, labels, true);
    const classes = sums(weights, (row) => labels[row]!);
    expect(classes).toEqual(equal(classes));
    for (const label of new Set(labels)) {
      const of = sums(weights.filter((_, row) => labels[row] === label), (row) => groups.filter((_, i) => labels[i] === label)[row]!);
      expect(of).toEqual(equal(of));
    }
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(list.length, 9);
  }), { seed: 1 });
});

test('by hand: two groups of live with 3 and 1 rows, one of VOD with 2', () => {
  const groups = Int32Array.of(0, 0, 0, 1, 2, 2);
  const labels = Uint8Array.of(0, 0, 0, 0, 1, 1);
  const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12));
  expect([...groupWeights(groups, labels, false)]).toEqual(close([2 / 3, 2 / 3, 2 / 3, 2, 1, 1]));
  expect([...groupWeights(groups, labels, true)]).toEqual(close([0.5, 0.5, 0.5, 1.5, 1.5, 1.5]));
});

test('traffic as it was met has its share of each class that has both', () => {
  const labels = Uint8Array.of(0, 0, 0, 1, 1, 2);
  const staged = Uint8Array.of(0, 1, 1, 0, 1, 1);
  const weights = shareMet(Float64Array.of(1, 2, 3, 4, 4, 5), labels, staged, 0.25);
  expect([...weights]).toEqual([1.5, 1.8, 2.7, 2, 6, 5].map((value) => expect.closeTo(value, 12)));
});
