import { loadKernels } from '@tunnelscope/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Monotone } from './monotone.ts';
import { Random } from './random.ts';
import { type ForestKind, trainForest } from './train.ts';

const kernels = await loadKernels('typescript');

/** Two classes that rise with column 0, fall with column 1 and swing with column 2, with much noise and odd weights. */
function noisy(seed: number, rows = 200) {
  const random = Random.fromSeed(seed);
  const features = Float32Array.from({ length: rows * 3 }, () => random.below(40) / 8);
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const [a, b, c] = features.subarray(row * 3, row * 3 + 3);
    return a! - b! + 2 * Math.sin(3 * c!) + 6 * (random.unit() - 0.5) > 0 ? 1 : 0;
  });
  const weights = Float64Array.from({ length: rows }, () => 0.1 + random.unit());
  return { features, labels, weights, rows, columns: 3, classes: 2 };
}

describe.each<ForestKind>(['extra-trees', 'forest'])('%s', (kind) => {
  const options = { trees: 7, kind };

  test('the last class never falls along a column of sign 1, nor rises along one of sign −1', () => {
    const at = fc.double({ min: -1, max: 6, noNaN: true });
    fc.assert(
      fc.property(fc.nat(50), fc.array(fc.tuple(at, at, at, at), { minLength: 20, maxLength: 20 }), (seed, points) => {
        const { forest } = trainForest({ ...noisy(seed), ...options, seed, monotone: Int8Array.of(1, -1, 0) });
        const last = (row: number[]) => kernels.evaluateForest(forest, Float32Array.from(row))[1]!;
        for (const [a, b, c, other] of points) {
          expect(last([Math.max(a, other), b, c])).toBeGreaterThanOrEqual(last([Math.min(a, other), b, c]));
          expect(last([a, Math.max(b, other), c])).toBeLessThanOrEqual(last([a, Math.min(b, other), c]));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('without constraints the same data is not monotone, and signs of 0 constrain nothing', () => {
    const free = trainForest({ ...noisy(1), ...options, seed: 1 });
    const values = Array.from({ length: 40 }, (_, i) => kernels.evaluateForest(free.forest, Float32Array.of(i / 8, 2, 2))[1]!);
    expect(values).not.toEqual(values.toSorted((a, b) => a - b));
    expect(trainForest({ ...noisy(1), ...options, seed: 1, monotone: new Int8Array(3) })).toEqual(free);
  });
});

test('refuses other signs, another length, more than two classes', () => {
  expect(() => new Monotone(Int8Array.of(1, 2), 2, 2)).toThrow('monotone, column 1: expected −1, 0 or 1, found 2');
  expect(() => new Monotone(Int8Array.of(1), 2, 2)).toThrow('monotone: expected 2 signs, found 1');
  expect(() => new Monotone(Int8Array.of(1), 1, 3)).toThrow('monotone: expected 2 classes, found 3');
});
