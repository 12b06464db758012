import { loadKernels } from '@tunnelscope/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../forest/random.ts';
import { trainForest } from '../forest/train.ts';
import { coalitionValues } from './coalition-values.ts';

const kernels = await loadKernels('typescript');

/** A forest of real trees over random rows. */
function grown(seed: number, columns: number, classes: number) {
  const random = Random.fromSeed(seed);
  const rows = 60;
  const features = Float32Array.from({ length: rows * columns }, () => Math.round(8 * random.unit()) / 8);
  const labels = Uint8Array.from({ length: rows }, (_, row) => (row < classes ? row : random.below(classes)));
  return trainForest({ kind: 'extra-trees', trees: 5, seed, features, rows, columns, labels, classes }).forest;
}

test('are what the kernel says of every mixture', () => {
  const value = fc.integer({ min: 0, max: 8 }).map((eighths) => Math.fround(eighths / 8 + 0.01));
  const cases = fc.integer({ min: 1, max: 6 }).chain((columns) => fc.record({ columns: fc.constant(columns), classes: fc.integer({ min: 2, max: 4 }), seed: fc.nat(1e6), row: fc.array(value, { minLength: columns, maxLength: columns }), reference: fc.array(value, { minLength: columns, maxLength: columns }) }));
  fc.assert(fc.property(cases, ({ columns, classes, seed, row, reference }) => {
    const forest = grown(seed, columns, classes);
    const found = coalitionValues(forest, Float32Array.from(row), Float32Array.from(reference));
    expect(found.columns).toEqual([...row.keys()].filter((column) => row[column] !== reference[column]));
    const mixtures = Array.from({ length: 2 ** found.columns.length }, (_, coalition) => row.map((taken, column) => {
      const bit = found.columns.indexOf(column);
      return bit >= 0 && (coalition & (1 << bit)) === 0 ? reference[column]! : taken;
    }));
    const expected = kernels.evaluateForest(forest, Float32Array.from(mixtures.flat()));
    expect(found.values).toHaveLength(expected.length);
    for (const [i, share] of expected.entries()) expect(found.values[i]).toBeCloseTo(share, 12);
  }), { numRuns: 60, seed: 11 });
});

test('a row that is the reference has one coalition', () => {
  const forest = grown(3, 2, 2);
  const row = Float32Array.of(0.3, 0.6);
  const found = coalitionValues(forest, row, row);
  expect(found.columns).toEqual([]);
  expect(Array.from(found.values)).toEqual(Array.from(kernels.evaluateForest(forest, row), (share) => expect.closeTo(share, 12)));
});

test('more inputs than a table can have are refused', () => {
  const forest = grown(4, 17, 2);
  expect(() => coalitionValues(forest, new Float32Array(17).fill(1), new Float32Array(17))).toThrow('coalitions: expected at most 16 inputs that differ, found 17');
});
