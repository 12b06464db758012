import type { Tree } from './forest-builder.ts';
import { writeLeafValue } from './leaf-value.ts';
import type { Random } from './random.ts';
import type { LeafLimits, Split, Splitter } from './splitter.ts';

export interface TreeLimits extends LeafLimits {
  readonly classes: number;
  /** Most steps from the root to a leaf. */
  readonly depth: number;
}

/**
 * Grows a tree breadth-first until nodes are pure, at the depth limit, or cannot be split, and adds each split's
 * decrease of impurity to `decrease` of its feature.
 * @param decrease one value a feature
 */
export function growTree(splitter: Splitter, limits: TreeLimits, random: Random, decrease: Float64Array): Tree {
  const { classes } = limits;
  const rows = splitter.sample(random);
  const most = 2 * rows - 1;
  const start = new Int32Array(most);
  const end = new Int32Array(most);
  const level = new Int32Array(most);
  const threshold = new Float32Array(most).fill(Infinity);
  const left = Int32Array.from({ length: most }, (_, node) => node);
  const feature = new Uint16Array(most);
  const value = new Float32Array(most * classes);
  const totals = new Float64Array(classes);
  const split: Split = { feature: 0, threshold: 0, gain: 0, left: 0, right: 0 };
  const { monotone } = limits;
  // Not 0 and 1: a splitter's running sums may put a share a rounding error outside of them.
  const lower = new Float64Array(monotone ? most : 0).fill(-Infinity);
  const upper = new Float64Array(monotone ? most : 0).fill(Infinity);
  end[0] = rows;
  let nodes = 1;
  let depth = 0;
  for (let node = 0; node < nodes; node++) {
    const [from, to, steps] = [start[node]!, end[node]!, level[node]!];
    depth = steps;
    splitter.weigh(from, to, totals.fill(0));
    monotone?.within(lower[node]!, upper[node]!);
    const grows = steps < limits.depth && to - from >= 2 * limits.rows && isMixed(totals);
    if (!grows || !splitter.find(from, to, totals, random, split)) {
      writeLeafValue(totals, value, node * classes);
      continue;
    }
    const middle = splitter.divide(from, to, split);
    decrease[split.feature]! += Math.max(0, split.gain);
    threshold[node] = split.threshold;
    feature[node] = split.feature;
    left[node] = nodes;
    start[nodes] = from;
    end[nodes] = middle;
    start[nodes + 1] = middle;
    end[nodes + 1] = to;
    level.fill(steps + 1, nodes, nodes + 2);
    if (monotone) {
      const bounds = monotone.divide(split.feature, split.left, split.right);
      [lower[nodes], upper[nodes], lower[nodes + 1], upper[nodes + 1]] = bounds;
    }
    nodes += 2;
  }
  return { nodes, depth, threshold, left, feature, value };
}

function isMixed(totals: Float64Array): boolean {
  let present = 0;
  for (const weight of totals) if (weight > 0) present++;
  return present > 1;
}
