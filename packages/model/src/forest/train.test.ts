import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from './random.ts';
import { type ForestKind, trainForest } from './train.ts';

const KINDS: readonly ForestKind[] = ['extra-trees', 'forest'];
const kernels = await Promise.all(ENGINES.map((engine) => loadKernels(engine)));

/** Three classes around the corners of a triangle in the first two columns; the other columns are noise. */
function corners(rows: number, columns: number, spread: number, seed: number) {
  const random = Random.fromSeed(seed);
  const labels = Uint8Array.from({ length: rows }, () => random.below(3));
  const centre = [[0, 0], [4, 0], [0, 4]];
  const features = new Float32Array(rows * columns);
  for (let i = 0; i < features.length; i++) {
    const corner = centre[labels[Math.floor(i / columns)]!]!;
    features[i] = (corner[i % columns] ?? 0) + spread * (random.unit() + random.unit() + random.unit() - 1.5);
  }
  return { features, labels, rows, columns, classes: 3 };
}

function errors(probabilities: Float64Array, labels: ArrayLike<number>, classes: number): number {
  let wrong = 0;
  for (let row = 0; row < labels.length; row++) {
    const own = probabilities[row * classes + labels[row]!]!;
    for (let c = 0; c < classes; c++) {
      if (c === labels[row] || probabilities[row * classes + c]! < own) continue;
      wrong++;
      break;
    }
  }
  return wrong;
}

describe.each(KINDS)('%s', (kind) => {
  const options = { trees: 15, seed: 4, kind };

  test('learns classes that can be told apart without error, new rows too, on both twins', () => {
    const { forest } = trainForest({ ...corners(300, 4, 1, 1), ...options });
    const fresh = corners(200, 4, 1, 2);
    const [first, second] = kernels.map((twin) => twin.evaluateForest(forest, fresh.features));
    expect(errors(first!, fresh.labels, 3)).toBe(0);
    expect(second).toEqual(first);
  });

  test('gives the same forest for the same seed, another for another seed, and longer runs begin alike', () => {
    const data = corners(120, 3, 4, 3);
    const trained = trainForest({ ...data, ...options });
    expect(trainForest({ ...data, ...options })).toEqual(trained);
    expect(trainForest({ ...data, ...options, seed: 5 }).forest.threshold).not.toEqual(trained.forest.threshold);
    const one = trainForest({ ...data, ...options, trees: 1 }).forest;
    expect(trained.forest.threshold.slice(0, one.threshold.length)).toEqual(one.threshold);
  });

  test('importances sum to 1 and name the columns that matter', () => {
    const { importances } = trainForest({ ...corners(300, 6, 2, 6), ...options });
    expect(importances.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const noise = Math.max(...importances.subarray(2));
    expect(Math.min(importances[0]!, importances[1]!)).toBeGreaterThan(3 * noise);
  });

  test('keeps to depth and leaf limits', () => {
    const data = corners(200, 3, 6, 7);
    const { forest } = trainForest({ ...data, ...options, maxDepth: 3, minLeafRows: 9, bootstrap: false });
    expect(Math.max(...forest.depths)).toBeLessThanOrEqual(3);
    expect(leafWeights(forest, data)).toSatisfy((weights: number[]) => weights.every((weight) => weight >= 9));
    const heavy = trainForest({ ...data, ...options, minLeafWeight: 20, bootstrap: false }).forest;
    expect(leafWeights(heavy, data)).toSatisfy((weights: number[]) => weights.every((weight) => weight >= 20));
  });

  test('a leaf holds the weighted shares of its classes', () => {
    const { forest, importances } = trainForest({
      features: Float32Array.of(5, 5, 5, 5),
      rows: 4,
      columns: 1,
      labels: Int32Array.of(0, 1, 1, 1),
      classes: 2,
      weights: Float64Array.of(9, 1, 1, 1),
      ...options,
      trees: 1,
      bootstrap: false,
    });
    expect(forest.value).toEqual(Float32Array.of(0.75, 0.25));
    expect(forest.threshold).toEqual(Float32Array.of(Infinity));
    expect(importances).toEqual(Float64Array.of(0));
  });

  test('scaling all values by a power of two scales the thresholds and nothing else', () => {
    const data = corners(80, 3, 5, 8);
    const trained = trainForest({ ...data, ...options });
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), (exponent) => {
        const scaled = trainForest({ ...data, ...options, features: data.features.map((value) => value * 2 ** exponent) });
        expect(scaled.forest).toEqual({
          ...trained.forest,
          threshold: trained.forest.threshold.map((value) => value * 2 ** exponent),
        });
      }),
      { numRuns: 20 },
    );
  });

  test('a row of weight 2 counts as that row twice', () => {
    const data = corners(60, 2, 5, 9);
    const twice = {
      ...data,
      rows: 120,
      features: Float32Array.from([...data.features, ...data.features]),
      labels: Uint8Array.from([...data.labels, ...data.labels]),
    };
    const weighted = trainForest({ ...data, weights: new Float64Array(60).fill(2), ...options, bootstrap: false });
    expect(weighted).toEqual(trainForest({ ...twice, ...options, bootstrap: false }));
  });

  test('calls back after each tree', () => {
    const seen: number[] = [];
    trainForest({ ...corners(20, 2, 1, 1), ...options, trees: 3, onProgress: (done, of) => seen.push(done / of) });
    expect(seen).toEqual([1 / 3, 2 / 3, 1]);
  });

  test.each([
    [{ trees: 0 }, 'trees: expected an integer of 1'],
    [{ featuresPerSplit: 3 }, 'featuresPerSplit: expected an integer of 1 to 2, found 3'],
    [{ minLeafRows: 0 }, 'minLeafRows'],
    [{ maxDepth: -1 }, 'maxDepth'],
    [{ minLeafWeight: NaN }, 'minLeafWeight'],
    [{ seed: -1 }, 'seed'],
  ])('refuses %o', (change, message) => {
    expect(() => trainForest({ ...corners(9, 2, 1, 1), ...options, ...change })).toThrow(message);
  });
});

test('a monotone change of the values does not change what a random forest answers for its own rows', () => {
  const data = corners(150, 3, 5, 10);
  const curved = data.features.map((value) => value ** 3);
  const [before, after] = [data.features, curved].map((features) => {
    const { forest } = trainForest({ ...data, features, trees: 10, seed: 1, kind: 'forest', bootstrap: false });
    return kernels[0]!.evaluateForest(forest, features);
  });
  expect(after).toEqual(before);
});

test('solves exclusive or, where no single split helps', () => {
  const features = Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1);
  const labels = Uint8Array.of(0, 1, 1, 0);
  const { forest } = trainForest({ features, rows: 4, columns: 2, labels, classes: 2, trees: 9, seed: 1, kind: 'extra-trees' });
  expect(errors(kernels[0]!.evaluateForest(forest, features), labels, 2)).toBe(0);
});

/** How many rows of the data end in each leaf that any of them reaches, over all trees. */
function leafWeights(forest: ReturnType<typeof trainForest>['forest'], data: ReturnType<typeof corners>): number[] {
  const counts = new Map<number, number>();
  for (const root of forest.roots) {
    for (let row = 0; row < data.rows; row++) {
      let node = root;
      while (forest.left[node] !== node) {
        const value = data.features[row * data.columns + forest.feature[node]!]!;
        node = forest.left[node]! + (value <= forest.threshold[node]! ? 0 : 1);
      }
      counts.set(node, (counts.get(node) ?? 0) + 1);
    }
  }
  return [...counts.values()];
}
