import type { Forest } from '@tunnelscope/core/kernels';
import { trainForest } from '@tunnelscope/model/forest/train';
import { randomFor, SEED } from './seed.ts';

const COLUMNS = 12;

/** Rows of noise, and a class that hangs on three of the columns. */
function seededRows(rows: number): { features: Float32Array; labels: Uint8Array } {
  const random = randomFor('forest');
  const features = Float32Array.from({ length: rows * COLUMNS }, () => random.unit());
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const [a, b, c] = features.subarray(row * COLUMNS);
    return a! + b! * c! + 0.3 * random.unit() > 0.9 ? 1 : 0;
  });
  return { features, labels };
}

/** A forest as training makes it, of 100 trees, and rows for it to judge that it has not seen. */
export function seededForest(rows: number): { forest: Forest; features: Float32Array } {
  const trainingRows = 2000;
  const { features, labels } = seededRows(trainingRows + rows);
  const { forest } = trainForest({
    kind: 'forest',
    trees: 100,
    seed: SEED,
    features: features.subarray(0, trainingRows * COLUMNS),
    labels: labels.subarray(0, trainingRows),
    rows: trainingRows,
    columns: COLUMNS,
    classes: 2,
  });
  return { forest, features: features.slice(trainingRows * COLUMNS) };
}
