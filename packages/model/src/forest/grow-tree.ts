import type { Tree } from './forest-builder.ts';
import { writeLeafValue } from './leaf-value.ts';
import type { Random } from './random.ts';
import type { LeafLimits, Split, Splitter } from './splitter.ts';

export interface TreeLimits extends LeafLimits {
  readonly classes: number;
  /** Most steps from the root to a leaf. */
  readonly depth: number;
}

/** Room for the nodes of one tree after the other: to allocate it for each would cost more than growing the tree. */
export interface TreeSpace {
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  readonly feature: Uint16Array;
  readonly value: Float32Array;
  /** Each node's rows, from start to before end, and its steps from the root. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly level: Int32Array;
  /** What a monotone tree's probabilities must stay within. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Room for as many nodes as a tree of so many rows can have. */
export function treeSpace(rows: number, { classes, rows: leafRows }: TreeLimits): TreeSpace {
  const nodes = 2 * Math.max(1, Math.floor(rows / leafRows)) - 1;
  return {
    threshold: new Float32Array(nodes), left: new Int32Array(nodes), feature: new Uint16Array(nodes), value: new Float32Array(nodes * classes),
    start: new Int32Array(nodes), end: new Int32Array(nodes), level: new Int32Array(nodes), lower: new Float64Array(nodes), upper: new Float64Array(nodes),
  };
}

/**
 * Grows a tree breadth-first until nodes are pure, at the depth limit, or cannot be split, and adds each split's
 * decrease of impurity to `decrease` of its feature.
 * @param decrease one value a feature
 * @returns views of `space`: to be copied before the next tree grows there
 */
export function growTree(splitter: Splitter, limits: TreeLimits, random: Random, decrease: Float64Array, space: TreeSpace): Tree {
  const { classes } = limits;
  const rows = splitter.sample(random);
  const { threshold, left, feature, value, start, end, level, lower, upper } = space;
  const totals = new Float64Array(classes);
  const split: Split = { feature: 0, threshold: 0, gain: 0, left: 0, right: 0 };
  const { monotone } = limits;
  // Not 0 and 1: a splitter's running sums may put a share a rounding error outside of them.
  lower[0] = -Infinity;
  upper[0] = Infinity;
  start[0] = 0;
  end[0] = rows;
  level[0] = 0;
  let nodes = 1;
  let depth = 0;
  for (let node = 0; node < nodes; node++) {
    const from = start[node]!;
    const to = end[node]!;
    const steps = level[node]!;
    depth = steps;
    splitter.weigh(from, to, totals.fill(0));
    monotone?.within(lower[node]!, upper[node]!);
    const grows = steps < limits.depth && to - from >= 2 * limits.rows && isMixed(totals);
    if (!grows || !splitter.find(from, to, totals, random, split)) {
      threshold[node] = Infinity;
      left[node] = node;
      feature[node] = 0;
      writeLeafValue(totals, value, node * classes);
      continue;
    }
    const middle = splitter.divide(from, to, split);
    decrease[split.feature]! += Math.max(0, split.gain);
    threshold[node] = split.threshold;
    feature[node] = split.feature;
    left[node] = nodes;
    value.fill(0, node * classes, (node + 1) * classes);
    start[nodes] = from;
    end[nodes] = middle;
    start[nodes + 1] = middle;
    end[nodes + 1] = to;
    level[nodes] = steps + 1;
    level[nodes + 1] = steps + 1;
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
