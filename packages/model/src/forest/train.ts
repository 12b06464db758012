import type { Forest } from '@tunnelscope/core/kernels';
import { BestSplitter } from './best-splitter.ts';
import { ForestBuilder } from './forest-builder.ts';
import { growTree, treeSpace } from './grow-tree.ts';
import { Monotone } from './monotone.ts';
import { Random } from './random.ts';
import { RandomSplitter } from './random-splitter.ts';
import { expectInteger, type TrainingData, trainingSet } from './training-set.ts';

/** extra-trees: random thresholds, all rows. forest: best thresholds, a bootstrap sample of the rows for each tree. */
export type ForestKind = 'extra-trees' | 'forest';

export interface TrainForestOptions extends TrainingData {
  readonly kind: ForestKind;
  readonly trees: number;
  /** Integer of 0 … 2^53 − 1; the same seed and data give the same forest on every machine. */
  readonly seed: number;
  /** Most steps from a root to a leaf (default: no limit). */
  readonly maxDepth?: number;
  /** Fewest different rows in a leaf (default 1). */
  readonly minLeafRows?: number;
  /** Least weight in a leaf, in the unit of the weights (default 0). */
  readonly minLeafWeight?: number;
  /** Features tried for each split (default √columns, rounded). */
  readonly featuresPerSplit?: number;
  /** Whether each tree learns from rows drawn with replacement (default: only with kind "forest"). */
  readonly bootstrap?: boolean;
  /** For two classes: −1, 0 or 1 a column, see Monotone. Default: no column is constrained. */
  readonly monotone?: Int8Array | undefined;
  /** Called after each tree. */
  readonly onProgress?: (treesDone: number, trees: number) => void;
}

export interface TrainedForest {
  readonly forest: Forest;
  /**
   * Mean decrease of Gini impurity for each feature, each tree's scaled to sum 1 before the mean is taken; sums to 1,
   * or is all 0 where no tree has a split (Breiman 2001; Louppe et al., NIPS 2013).
   */
  readonly importances: Float64Array;
}

/**
 * Trains a random forest or extremely randomised trees for any number of classes. Leaves hold the weighted class
 * probabilities. See RandomSplitter and BestSplitter for the methods.
 * @throws RangeError for data (see trainingSet) or options that make no sense
 */
export function trainForest(options: TrainForestOptions): TrainedForest {
  const { kind, trees, seed, columns, classes } = options;
  const featuresPerSplit = options.featuresPerSplit ?? Math.max(1, Math.round(Math.sqrt(columns)));
  const limits = {
    classes,
    depth: options.maxDepth ?? Infinity,
    rows: options.minLeafRows ?? 1,
    weight: options.minLeafWeight ?? 0,
    monotone: options.monotone ? new Monotone(options.monotone, columns, classes) : null,
  };
  const set = trainingSet(options);
  expectInteger('trees', trees, 1, 1_000_000);
  expectInteger('featuresPerSplit', featuresPerSplit, 1, columns);
  expectInteger('minLeafRows', limits.rows, 1, 2 ** 31 - 1);
  if (limits.depth !== Infinity) expectInteger('maxDepth', limits.depth, 0, 2 ** 31 - 1);
  if (!(limits.weight >= 0)) throw new RangeError(`minLeafWeight: expected a number ≥ 0, found ${limits.weight}`);

  const Kind = kind === 'forest' ? BestSplitter : RandomSplitter;
  const splitter = new Kind(set, featuresPerSplit, limits, options.bootstrap ?? kind === 'forest');
  const builder = new ForestBuilder(columns, classes);
  const space = treeSpace(set.rows, limits);
  const importances = new Float64Array(columns);
  for (let tree = 0; tree < trees; tree++) {
    const decrease = new Float64Array(columns);
    builder.add(growTree(splitter, limits, Random.fromSeed(seed, tree), decrease, space));
    addScaled(decrease, importances);
    options.onProgress?.(tree + 1, trees);
  }
  const scaled = new Float64Array(columns);
  addScaled(importances, scaled);
  return { forest: builder.finish(), importances: scaled };
}

/** Adds values ÷ their sum to `into`; nothing if the sum is 0. */
function addScaled(values: Float64Array, into: Float64Array): void {
  let sum = 0;
  for (const value of values) sum += value;
  if (sum === 0) return;
  for (let i = 0; i < values.length; i++) into[i]! += values[i]! / sum;
}
