import type { Forest } from './kernels.ts';

const checked = new WeakSet<Forest>();

/**
 * Makes sure that no walk through the forest can leave it or go on for ever, and that it is made of trees: forests come from files.
 * Done once for each object, so a forest must not change after its first use.
 */
export function checkForest(forest: Forest): void {
  if (checked.has(forest)) return;
  checkColumns(forest);
  const heights = checkNodes(forest);
  const { roots, depths } = forest;
  for (let tree = 0; tree < roots.length; tree++) {
    const height = heights[roots[tree]!];
    if (height === undefined) throw new RangeError(`forest: root of tree ${tree} is node ${roots[tree]} of ${heights.length}`);
    if (depths[tree] !== height) throw new RangeError(`forest: depth of tree ${tree} is given as ${depths[tree]}, but is ${height}`);
  }
  checked.add(forest);
}

function checkColumns({ features, classes, roots, depths, threshold, left, feature, value }: Forest): void {
  if (!Number.isInteger(features) || features < 1) throw new RangeError(`forest: features must be a positive whole number, got ${features}`);
  if (!Number.isInteger(classes) || classes < 1) throw new RangeError(`forest: classes must be a positive whole number, got ${classes}`);
  if (roots.length === 0) throw new RangeError('forest: it has no trees');
  if (depths.length !== roots.length) throw new RangeError(`forest: ${roots.length} roots but ${depths.length} depths`);
  const nodes = threshold.length;
  if (left.length !== nodes || feature.length !== nodes || value.length !== nodes * classes) {
    throw new RangeError(
      `forest: ${nodes} thresholds need as many left children (${left.length}) and features (${feature.length}) ` +
        `and ${nodes * classes} values (${value.length})`,
    );
  }
}

/** Steps from each node to its farthest leaf. Children come after their parents, so one walk from the end finds them. */
function checkNodes({ features, classes, threshold, left, feature, value }: Forest): Int32Array {
  const heights = new Int32Array(threshold.length);
  const hasParent = new Uint8Array(threshold.length);
  for (let node = threshold.length - 1; node >= 0; node--) {
    const child = left[node]!;
    if (child === node) {
      if (threshold[node] !== Infinity) throw new RangeError(`forest: leaf ${node} has threshold ${threshold[node]}, expected Infinity`);
      for (let c = node * classes; c < (node + 1) * classes; c++) {
        if (!Number.isFinite(value[c])) throw new RangeError(`forest: value ${c - node * classes} of leaf ${node} is ${value[c]}`);
      }
    } else {
      if (child < node || child + 1 >= threshold.length) {
        throw new RangeError(`forest: children of node ${node} are ${child} and ${child + 1}, expected within ${node + 1} … ${threshold.length - 1}`);
      }
      if (Number.isNaN(threshold[node])) throw new RangeError(`forest: threshold of node ${node} is NaN`);
      if (hasParent[child] || hasParent[child + 1]) throw new RangeError(`forest: node ${hasParent[child] ? child : child + 1} is a child of node ${node} and of another one`);
      hasParent.fill(1, child, child + 2);
      heights[node] = 1 + Math.max(heights[child]!, heights[child + 1]!);
    }
    if (feature[node]! >= features) throw new RangeError(`forest: node ${node} looks at feature ${feature[node]} of ${features}`);
  }
  return heights;
}
