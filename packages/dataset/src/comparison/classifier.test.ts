import { loadKernels } from '@tunnelscope/core';
import { Random } from '@tunnelscope/model/forest/random';
import { describe, expect, test, vi } from 'vitest';
import { CLASSIFIERS, trainClassifier } from './classifier.ts';
import type { Samples } from './samples.ts';

const kernels = await loadKernels('wasm');
const options = { trees: 15, seed: 5 };

/** Points around one centre for each class, two columns, already of like spread. */
function clouds(centres: readonly (readonly [number, number])[], each: number): Samples {
  const random = Random.fromSeed(9);
  const rows = centres.length * each;
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % centres.length);
  const features = Float32Array.from({ length: 2 * rows }, (_, i) => centres[labels[i >> 1]!]![i % 2]! + random.unit() - 0.5);
  return { features, rows, columns: 2, labels, classes: centres.length, weights: new Float64Array(rows).fill(1), monotone: null };
}

describe.each(CLASSIFIERS)('%s', (classifier) => {
  test('learns clouds that lie apart, of two classes and of three', () => {
    for (const centres of [[[-1, 2], [2, 2]], [[-2, -2], [2, -2], [0, 2]]] as const) {
      const fitted = trainClassifier(classifier, clouds(centres, 20), options, kernels);
      const asked = Float32Array.from(centres.flat());
      expect(Array.from(fitted.predict(asked, centres.length))).toEqual(centres.map((_, label) => label));
      expect(fitted.predict(new Float32Array(0), 0)).toHaveLength(0);
      fitted.free();
    }
  });

  test('says the same again, and prints nothing', () => {
    const printed = vi.spyOn(console, 'log');
    const samples = clouds([[0, 0], [0.5, 0.4]], 40);
    const predictions = () => Array.from(trainClassifier(classifier, samples, options, kernels).predict(samples.features, samples.rows));
    expect(predictions()).toEqual(predictions());
    expect(printed).not.toHaveBeenCalled();
  });
});

test('the nearest five decide for knn, whatever the library prunes', () => {
  const samples = clouds([[0, 0], [0.3, 0.2]], 60);
  const distance = (row: number, to: number) => Math.hypot(samples.features[2 * row]! - samples.features[2 * to]!, samples.features[2 * row + 1]! - samples.features[2 * to + 1]!);
  const all = [...samples.labels.keys()];
  const expected = all.map((row) => {
    const nearest = all.toSorted((a, b) => distance(row, a) - distance(row, b)).slice(0, 5);
    return nearest.filter((near) => samples.labels[near] === 1).length >= 3 ? 1 : 0;
  });
  expect(Array.from(trainClassifier('knn', samples, options, kernels).predict(samples.features, samples.rows))).toEqual(expected);
});
