import type { Forest } from '@tunnelscope/core/kernels';
import { trainForest } from '@tunnelscope/model/forest/train';
import { randomFor, SEED } from './seed.ts';

/** Columns of each row. */
export const COLUMNS = 12;

/** Rows of noise, and a class that hangs on three of the columns. */
export function seededRows(rows: number): { features: Float32Array; labels: Uint8Array } {
  const random = randomFor('forest');
  const features = Float32Array.from({ length: rows * COLUMNS }, () => random.unit());
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const [a, b, c] = features.subarray(row * COLUMNS);
    return a! + b! * c! + 0.3 * random.unit() > 0.9 ? 1 : 0;
  });
  return { features, labels };
}

const TRAINING_ROWS = 10_000;

/** A forest, what it was trained with, and rows for it to judge that it has not seen. */
export interface SeededForest {
  readonly forest: Forest;
  readonly trainingFeatures: Float32Array;
  readonly trainingLabels: Uint8Array;
  readonly features: Float32Array;
}

/** A random forest as training makes it, of 100 trees. @param rows to judge */
export function seededForest(rows: number): SeededForest {
  const { features, labels } = seededRows(TRAINING_ROWS + rows);
  const trainingFeatures = features.slice(0, TRAINING_ROWS * COLUMNS);
  const trainingLabels = labels.slice(0, TRAINING_ROWS);
  const { forest } = trainForest({
    kind: 'forest',
    trees: 100,
    seed: SEED,
    features: trainingFeatures,
    labels: trainingLabels,
    rows: TRAINING_ROWS,
    columns: COLUMNS,
    classes: 2,
  });
  return { forest, trainingFeatures, trainingLabels, features: features.slice(TRAINING_ROWS * COLUMNS) };
}
