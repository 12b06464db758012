import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupWeights, observationWeights } from './weights.ts';

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

test('as observations, a hundred windows of one group are worth no more than ten', () => {
  const groups = Int32Array.from({ length: 104 }, (_, row) => (row < 100 ? 0 : row - 99));
  const labels = Uint8Array.from({ length: 104 }, (_, row) => (row < 100 ? 0 : 1));
  const total = (weights: Float64Array, label: number) => weights.reduce((sum, weight, row) => sum + (labels[row] === label ? weight : 0), 0);
  const each = observationWeights(groups, labels, false);
  expect([total(each, 0), total(each, 1)]).toEqual([expect.closeTo(100 / 10.9, 12), expect.closeTo(4, 12)]);
  const balanced = observationWeights(groups, labels, true);
  expect([total(balanced, 0), total(balanced, 1)]).toEqual([expect.closeTo((100 / 10.9 + 4) / 2, 12), expect.closeTo((100 / 10.9 + 4) / 2, 12)]);
});
