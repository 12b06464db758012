import type { Forest } from '../kernels.ts';

/** Mean class values over all trees, summed in order of the trees. Tree by tree, so that one tree at a time is in the cache. */
export function evaluateForest(forest: Forest, features: Float32Array): Float64Array {
  const { roots, threshold, left, feature, value, classes } = forest;
  const rows = features.length / forest.features;
  const result = new Float64Array(rows * classes);
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree]!;
    for (let row = 0; row < rows; row++) {
      const firstFeature = row * forest.features;
      let node = root;
      let child = left[node]!;
      while (child !== node) {
        node = child + (features[firstFeature + feature[node]!]! > threshold[node]! ? 1 : 0);
        child = left[node]!;
      }
      for (let c = 0; c < classes; c++) result[row * classes + c]! += value[node * classes + c]!;
    }
  }
  for (let i = 0; i < result.length; i++) result[i]! /= roots.length;
  return result;
}
