import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { type StageRows, TRAINERS, trainStageForest } from './trainer.ts';

const kernels = await loadKernels('wasm');
/** 40 rows of one column and class 1 where it is above 20, and a column that says nothing. */
const rows: StageRows = {
  features: Float32Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? i / 2 : (i * 7919) % 13)),
  columns: 2,
  labels: Uint8Array.from({ length: 40 }, (_, row) => (row > 20 ? 1 : 0)),
  classes: 2,
  weights: new Float64Array(40).fill(1),
  copies: 1,
  monotone: null,
};

test.each(TRAINERS)('%s learns what can be learned, the same with the same seed', (trainer) => {
  const options = { trainer, trees: 15, seed: 3 };
  const forest = trainStageForest(rows, options);
  expect(forest.roots.length).toBe(15);
  const answers = kernels.evaluateForest(forest, Float32Array.of(2, 5, 38, 5));
  expect(answers[0]).toBeGreaterThan(0.5);
  expect(answers[3]).toBeGreaterThan(0.5);
  expect(trainStageForest(rows, options)).toEqual(forest);
});

test.each(['extra-trees', 'forest'] as const)('%s stands each leaf on three windows, and keeps what must be monotone so', (trainer) => {
  const alone = { ...rows, features: rows.features.subarray(0, 10), labels: Uint8Array.of(0, 0, 0, 0, 1), weights: new Float64Array(5).fill(1) };
  for (const tree of [1, 2, 3, 4]) {
    const { left } = trainStageForest(alone, { trainer, trees: 1, seed: tree });
    expect(left.length).toBe(1);
  }
  const against = trainStageForest({ ...rows, monotone: Int8Array.of(-1, 0) }, { trainer, trees: 15, seed: 3 });
  const answers = kernels.evaluateForest(against, Float32Array.of(2, 5, 38, 5));
  expect(answers[3]).toBeLessThanOrEqual(answers[1]!);
});
