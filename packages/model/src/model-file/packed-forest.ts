import type { Forest } from '@tunnelscope/core/kernels';
import { checkLayout } from './check-layout.ts';
import { LEAF_STEPS } from '../forest/leaf-value.ts';
import { ModelError } from './model-error.ts';

/**
 * A forest without what can be derived: breadth-first trees with neighbouring children need no child numbers, leaves
 * no threshold and splits no class values.
 */
export interface PackedForest {
  readonly trees: number;
  /** For each node the feature of a split, or the type's largest value for a leaf. Bytes if features < 256. */
  readonly feature: Uint8Array | Uint16Array;
  /** One for each split, in order of the nodes. */
  readonly threshold: Float32Array;
  /**
   * For each leaf, in order of the nodes: if all class values are multiples of 1 / LEAF_STEPS that sum to 1, all but
   * the last class's steps; else every class's value.
   */
  readonly value: Uint16Array | Float32Array;
}

/** @throws ModelError if the forest is not laid out as it should be (see checkLayout) */
export function packForest(forest: Forest): PackedForest {
  checkLayout(forest);
  const { left, classes } = forest;
  const feature = forest.features < 256 ? new Uint8Array(left.length) : new Uint16Array(left.length);
  const leaf = leafMark(feature);
  const leaves: number[] = [];
  const splits: number[] = [];
  for (let node = 0; node < left.length; node++) {
    const isLeaf = left[node] === node;
    feature[node] = isLeaf ? leaf : forest.feature[node]!;
    (isLeaf ? leaves : splits).push(node);
  }
  const values = leaves.flatMap((node) => Array.from(forest.value.subarray(node * classes, (node + 1) * classes)));
  return {
    trees: forest.roots.length,
    feature,
    threshold: Float32Array.from(splits, (node) => forest.threshold[node]!),
    value: inSteps(values, classes)
      ? Uint16Array.from(values.filter((_, i) => i % classes < classes - 1), (value) => value * LEAF_STEPS)
      : Float32Array.from(values),
  };
}

function inSteps(values: readonly number[], classes: number): boolean {
  for (let start = 0; start < values.length; start += classes) {
    let sum = 0;
    for (let i = start; i < start + classes; i++) {
      const value = values[i]!;
      if (value < 0 || Object.is(value, -0) || !Number.isInteger(value * LEAF_STEPS)) return false;
      sum += value;
    }
    if (sum !== 1) return false;
  }
  return true;
}

/**
 * The forest again, in the layout of the kernels, bit for bit.
 * @throws ModelError (corrupt) naming the node
 */
export function unpackForest({ trees, feature, threshold, value }: PackedForest, features: number, classes: number): Forest {
  const nodes = feature.length;
  const leaf = leafMark(feature);
  const forest = {
    features,
    classes,
    roots: new Int32Array(trees),
    depths: new Int32Array(trees),
    threshold: new Float32Array(nodes).fill(Infinity),
    left: new Int32Array(nodes),
    feature: new Uint16Array(nodes),
    value: new Float32Array(nodes * classes),
  };
  let node = 0;
  let splits = 0;
  let leaves = 0;
  for (let tree = 0; tree < trees; tree++) {
    forest.roots[tree] = node;
    let next = node + 1;
    let lastOfLevel = node;
    for (; node < next; node++) {
      if (node >= nodes) throw corrupt(`tree ${tree}, node ${node}`, `a node below ${nodes}`, 'a child beyond the last node');
      if (node > lastOfLevel) {
        forest.depths[tree]! += 1;
        lastOfLevel = next - 1;
      }
      if (feature[node] === leaf) {
        forest.left[node] = node;
        readLeaf(value, leaves++, forest.value, node, classes);
        continue;
      }
      if (feature[node]! >= features) throw corrupt(`node ${node}, feature`, `one below ${features}`, `${feature[node]}`);
      const at = threshold[splits++];
      if (!Number.isFinite(at)) throw corrupt(`node ${node}, threshold`, 'a finite number', `${at ?? 'none'}`);
      forest.feature[node] = feature[node]!;
      forest.threshold[node] = at!;
      forest.left[node] = next;
      next += 2;
    }
  }
  expectEqual('nodes of the trees', node, nodes);
  expectEqual('thresholds', splits, threshold.length);
  expectEqual('leaf values', leaves * (value instanceof Uint16Array ? classes - 1 : classes), value.length);
  return forest;
}

function readLeaf(packed: Uint16Array | Float32Array, leaf: number, value: Float32Array, node: number, classes: number): void {
  if (packed instanceof Float32Array) {
    for (let c = 0; c < classes; c++) {
      const share = packed[leaf * classes + c];
      if (!Number.isFinite(share)) throw corrupt(`node ${node}, class value`, 'a finite number', `${share ?? 'none'}`);
      value[node * classes + c] = share!;
    }
    return;
  }
  let rest = LEAF_STEPS;
  for (let c = 0; c < classes - 1; c++) {
    const steps = packed[leaf * (classes - 1) + c] ?? 0;
    rest -= steps;
    value[node * classes + c] = steps / LEAF_STEPS;
  }
  if (rest < 0) throw corrupt(`node ${node}, class values`, `a sum up to ${LEAF_STEPS}`, `${LEAF_STEPS - rest}`);
  value[node * classes + classes - 1] = rest / LEAF_STEPS;
}

function leafMark(feature: Uint8Array | Uint16Array): number {
  return feature instanceof Uint8Array ? 0xff : 0xffff;
}

function expectEqual(what: string, expected: number, found: number): void {
  if (expected !== found) throw corrupt(what, `${expected}`, `${found}`);
}

function corrupt(what: string, expected: string, found: string): ModelError {
  return new ModelError({ kind: 'corrupt', what, expected, found });
}
