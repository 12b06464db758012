import type { Forest } from '@tunnelscope/core/kernels';

/** One tree of a forest as a forest of its own. All but its `left` column are views of the forest's. */
export function tree(forest: Forest, index: number): Forest {
  const root = forest.roots[index];
  if (root === undefined) throw new RangeError(`tree: expected 0 to ${forest.roots.length - 1}, found ${index}`);
  const end = forest.roots[index + 1] ?? forest.left.length;
  return {
    features: forest.features,
    classes: forest.classes,
    roots: Int32Array.of(0),
    depths: forest.depths.slice(index, index + 1),
    threshold: forest.threshold.subarray(root, end),
    left: forest.left.subarray(root, end).map((node) => node - root),
    feature: forest.feature.subarray(root, end),
    value: forest.value.subarray(root * forest.classes, end * forest.classes),
  };
}
