import type { Forest } from '@tunnelscope/core/kernels';
import { largestFloat32Below } from './float32.ts';
import { ForestBuilder, type Tree } from './forest-builder.ts';

/** What `JSON.parse(JSON.stringify(classifier))` gives for a RandomForestClassifier of ml-random-forest 2.1. */
export interface MlRandomForest {
  readonly name: string;
  readonly baseModel: {
    /** For each tree the columns that it looks at. */
    readonly indexes: readonly (readonly number[])[];
    readonly estimators: readonly { readonly root: MlNode }[];
  };
}

/** A split has both children; a leaf has the share of each class, up to its highest class, as a matrix of one row. */
export interface MlNode {
  readonly splitColumn?: number;
  readonly splitValue?: number;
  readonly left?: MlNode;
  readonly right?: MlNode;
  readonly distribution?: readonly (readonly number[])[];
}

/**
 * Converts a trained ml-random-forest classifier into a Forest that votes as its `predict` does (see votes) for rows
 * of float32 values. Leaves are one-hot votes for their first most probable class, since `predict` counts votes. It
 * splits with x < t, so thresholds become the largest float32 below t.
 * @param json the parsed JSON of the classifier (`toJSON` alone returns live objects, not JSON)
 * @param features columns of the rows that it was trained on
 * @throws RangeError naming the tree where the model is not of the expected form
 */
export function importMlRandomForest(json: MlRandomForest, features: number, classes: number): Forest {
  if (json.name !== 'RFClassifier') {
    throw new RangeError(`ml-random-forest model: expected name RFClassifier, found ${json.name}`);
  }
  const { indexes, estimators } = json.baseModel;
  const builder = new ForestBuilder(features, classes);
  estimators.forEach(({ root }, index) => {
    const columns = indexes[index] ?? [];
    try {
      builder.add(convertTree(root, columns, features, classes));
    } catch (error) {
      throw new RangeError(`ml-random-forest model, tree ${index}: ${(error as Error).message}`, { cause: error });
    }
  });
  return builder.finish();
}

function convertTree(root: MlNode, columns: readonly number[], features: number, classes: number): Tree {
  const queue = [{ node: root, level: 0 }];
  const threshold: number[] = [];
  const left: number[] = [];
  const feature: number[] = [];
  const value: number[] = [];
  let depth = 0;
  for (let at = 0; at < queue.length; at++) {
    const { node, level } = queue[at]!;
    depth = level;
    const votes = new Array<number>(classes).fill(0);
    if (node.left && node.right) {
      const column = columns[node.splitColumn ?? -1] ?? -1;
      if (!(column >= 0 && column < features)) throw new RangeError(`expected a column below ${features}, found ${column}`);
      if (!Number.isFinite(node.splitValue)) throw new RangeError(`expected a finite split value, found ${node.splitValue}`);
      threshold.push(largestFloat32Below(node.splitValue!));
      feature.push(column);
      left.push(queue.length);
      queue.push({ node: node.left, level: level + 1 }, { node: node.right, level: level + 1 });
    } else {
      threshold.push(Infinity);
      feature.push(0);
      left.push(at);
      votes[voteOf(node, classes)] = 1;
    }
    value.push(...votes);
  }
  return { nodes: queue.length, depth, threshold, left, feature, value };
}

function voteOf(leaf: MlNode, classes: number): number {
  const shares = leaf.distribution?.[0];
  if (!shares || shares.length === 0 || shares.length > classes) {
    throw new RangeError(`expected a leaf with 1 to ${classes} class shares, found ${shares?.length ?? 'none'}`);
  }
  return shares.indexOf(Math.max(...shares));
}
