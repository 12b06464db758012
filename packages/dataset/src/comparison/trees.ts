import type { Kernels } from '@tunnelscope/core/kernels';
import { Random } from '@tunnelscope/model/forest/random';
import { type Trainer, trainStageForest } from '../trainer.ts';
import type { FitOptions, Fitted, Samples } from './samples.ts';

/** ml-random-forest takes time that grows with the square of the rows: it gets at most so many, and so many trees. */
export const LIBRARY_ROWS = 200;
export const LIBRARY_TREES = 10;

/**
 * A forest by one of the project's trainers: leaves, weights and monotone columns as in `train`, but neither calibration
 * nor unknown. The class is the most probable one.
 */
export function fitTrees(trainer: Trainer, samples: Samples, { trees, seed }: FitOptions, kernels: Kernels): Fitted {
  const isLibrary = trainer === 'ml-random-forest';
  const { features, columns, labels, classes, weights, monotone } = isLibrary ? atMost(samples, LIBRARY_ROWS, seed) : samples;
  const forest = trainStageForest(
    { features, columns, labels, classes, weights, copies: 1, monotone: classes === 2 ? monotone : null },
    { trainer, trees: isLibrary ? Math.min(trees, LIBRARY_TREES) : trees, seed },
  );
  return {
    predict: (matrix, count) => {
      const shares = kernels.evaluateForest(forest, matrix);
      return Uint8Array.from({ length: count }, (_, row) => largest(shares.subarray(row * classes, (row + 1) * classes)));
    },
    free: () => {},
  };
}

/** So many rows, drawn without replacement; at least one of each class. */
function atMost(samples: Samples, most: number, seed: number): Samples {
  const { rows, columns, features, labels, weights } = samples;
  if (rows <= most) return samples;
  const random = Random.fromSeed(seed, 1);
  const order = Array.from({ length: rows }, (_, row) => row);
  for (let i = rows - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const firsts = [...new Set(labels)].map((label) => order.find((row) => labels[row] === label)!);
  const kept = [...new Set([...firsts, ...order])].slice(0, most);
  const matrix = new Float32Array(most * columns);
  for (const [i, row] of kept.entries()) matrix.set(features.subarray(row * columns, (row + 1) * columns), i * columns);
  return { ...samples, rows: most, features: matrix, labels: Uint8Array.from(kept, (row) => labels[row]!), weights: Float64Array.from(kept, (row) => weights[row]!) };
}

function largest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
