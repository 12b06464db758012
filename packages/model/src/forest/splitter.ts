import type { Monotone } from './monotone.ts';
import type { Random } from './random.ts';

/** A split of a node's rows: those with feature ≤ threshold go left. */
export interface Split {
  feature: number;
  /** A float32 value. */
  threshold: number;
  /** Decrease of the Gini impurity, times the node's weight. */
  gain: number;
  /** Share of the last class on each side. */
  left: number;
  right: number;
}

/** What a split must leave on each of its sides. */
export interface LeafLimits {
  /** Fewest different rows. */
  readonly rows: number;
  /** Least weight. */
  readonly weight: number;
  /** What else a split must keep to; null if nothing. */
  readonly monotone: Monotone | null;
}

/**
 * Keeps the rows of one tree in an order in which every node's rows are neighbours, positions start … end − 1, and
 * looks for splits. One for each kind of forest.
 */
export interface Splitter {
  /** Takes the rows of the next tree, drawn with that generator; returns how many different ones there are. */
  sample(random: Random): number;
  /** Adds the weight of each class among a node's rows to `totals`; called for each node before the two below. */
  weigh(start: number, end: number, totals: Float64Array): void;
  /** Writes the best of its candidates into `split`; false if no candidate leaves enough on both sides. */
  find(start: number, end: number, totals: Float64Array, random: Random, split: Split): boolean;
  /** Moves the rows that go left by the split that was just found before those that go right; returns the position of the first that goes right. */
  divide(start: number, end: number, split: Split): number;
}
