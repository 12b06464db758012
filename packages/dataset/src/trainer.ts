import type { Forest } from '@tunnelscope/core/kernels';
import { trainForest } from '@tunnelscope/model/forest/train';
import { trainMlRandomForest } from '@tunnelscope/model/forest/train-ml-random-forest';

export const TRAINERS = ['extra-trees', 'forest', 'ml-random-forest'] as const;
export type Trainer = (typeof TRAINERS)[number];

export interface TrainerOptions {
  readonly trainer: Trainer;
  readonly trees: number;
  readonly seed: number;
}

/** Rows of one stage, ready for a forest. */
export interface StageRows {
  /** rows × columns. */
  readonly features: Float32Array;
  readonly columns: number;
  readonly labels: Uint8Array;
  readonly classes: number;
  readonly weights: Float64Array;
  /** How often each window is among the rows, as it is and changed for training. */
  readonly copies: number;
  /** For each column 1 where a larger value must never speak against the last class, −1 for the first, 0 for neither. */
  readonly monotone: Int8Array | null;
}

/** A leaf stands on at least so many windows, or so many of a thousand; fewer, and trees learn single captures by heart. */
const LEAST_LEAF_ROWS = 5;
const LEAST_LEAF_SHARE = 1 / 1000;

/** Trains one forest. ml-random-forest knows neither weights nor monotone columns: it is there to compare with. */
export function trainStageForest(rows: StageRows, { trainer, trees, seed }: TrainerOptions): Forest {
  const { features, columns, labels, classes, weights, monotone, copies } = rows;
  const data = { features, rows: labels.length, columns, labels, classes };
  if (trainer === 'ml-random-forest') return trainMlRandomForest({ ...data, trees, seed }).forest;
  // With fewer, many a split is offered rhythm alone; with all, trees resemble each other.
  const featuresPerSplit = Math.ceil(columns / 2);
  return trainForest({ ...data, weights, kind: trainer, trees, seed, minLeafRows: Math.round(Math.max(LEAST_LEAF_ROWS * copies, LEAST_LEAF_SHARE * labels.length)), featuresPerSplit, monotone: monotone ?? undefined }).forest;
}
