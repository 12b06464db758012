import type { Forest, Kernels } from '@tunnelscope/core/kernels';
import { tree } from './tree.ts';

/**
 * The class that most trees vote for, for each row; a tree votes for its leaf's most probable class, the first of
 * equal ones. Of classes with equally many votes the one whose last vote came first wins, tree by tree: that is how
 * ml-random-forest's predict (ml-array-mode: first to reach the highest count) decides.
 * @param features rows × forest.features, row by row
 * @returns one class a row
 */
export function votes(forest: Forest, kernels: Kernels, features: Float32Array): Uint8Array {
  const { classes } = forest;
  const rows = features.length / forest.features;
  const counts = new Int32Array(rows * classes);
  const highest = new Int32Array(rows);
  const winners = new Uint8Array(rows);
  for (let index = 0; index < forest.roots.length; index++) {
    const values = kernels.evaluateForest(tree(forest, index), features);
    for (let row = 0; row < rows; row++) {
      const vote = firstLargest(values, row * classes, classes);
      const count = ++counts[row * classes + vote]!;
      if (count <= highest[row]!) continue;
      highest[row] = count;
      winners[row] = vote;
    }
  }
  return winners;
}

/** Position, from `start`, of the largest of `count` values; the first of equal ones. */
function firstLargest(values: Float64Array, start: number, count: number): number {
  let largest = 0;
  for (let i = 1; i < count; i++) if (values[start + i]! > values[start + largest]!) largest = i;
  return largest;
}
