import type { Forest } from '../kernels.ts';
import type { Arena } from './arena.ts';

const LARGEST_16_BIT = 0xffff;
/** From a row's feature to the next one in a block of eight rows, as assembly/forest.ts lays rows out. */
export const FEATURE_BYTES = 32;

/**
 * Fields of ForestColumns in assembly/forest.ts. A node takes 8 bytes, or 12 where a tree is so wide, or features are so many,
 * that 16 bits do not hold the way to a child or a feature.
 */
export function layOutForest(arena: Arena, forest: Forest): number {
  const { features, classes, roots, left, value } = forest;
  const isWide = FEATURE_BYTES * (features - 1) > LARGEST_16_BIT || left.some((child, node) => child - node > LARGEST_16_BIT);
  const rootsByte = arena.place(roots);
  const stepsByte = arena.place(usualSteps(forest));
  const nodesByte = arena.place(isWide ? wideNodes(forest) : narrowNodes(forest));
  const valueByte = arena.place(value);
  return arena.placeFields(features, classes, roots.length, left.length, isWide ? 1 : 0, rootsByte, stepsByte, nodesByte, valueByte);
}

/** Steps that end a walk in all but one leaf in so many: deeper ones are few, and walks to them go on until they end. */
const LEAVES_A_DEEP_ONE = 8;

/** For each tree: steps that are enough for nearly all of its leaves. A forest from training has leaves of about equal weight. */
function usualSteps({ roots, depths, left }: Forest): Int32Array {
  const depth = new Int32Array(left.length);
  for (let node = 0; node < left.length; node++) {
    const child = left[node]!;
    if (child !== node) depth[child] = depth[child + 1] = depth[node]! + 1;
  }
  return roots.map((root, tree) => {
    const leaves = new Int32Array(depths[tree]! + 1);
    let all = 0;
    const walk = [root];
    for (let node = walk.pop(); node !== undefined; node = walk.pop()) {
      const child = left[node]!;
      if (child !== node) walk.push(child, child + 1);
      else {
        leaves[depth[node]!]!++;
        all++;
      }
    }
    let deeper = all;
    let steps = 0;
    for (; deeper > all / LEAVES_A_DEEP_ONE; steps++) deeper -= leaves[steps]!;
    return steps - 1;
  });
}

function narrowNodes({ threshold, left, feature }: Forest): Uint16Array {
  const nodes = new Uint16Array(4 * left.length);
  const thresholds = new Int32Array(nodes.buffer);
  const order = ordered(threshold);
  for (let node = 0; node < left.length; node++) {
    thresholds[2 * node] = order[node]!;
    nodes[4 * node + 2] = left[node]! - node;
    nodes[4 * node + 3] = FEATURE_BYTES * feature[node]!;
  }
  return nodes;
}

function wideNodes({ threshold, left, feature }: Forest): Int32Array {
  const nodes = new Int32Array(3 * left.length);
  const order = ordered(threshold);
  for (let node = 0; node < left.length; node++) {
    nodes[3 * node] = order[node]!;
    nodes[3 * node + 1] = left[node]! - node;
    nodes[3 * node + 2] = FEATURE_BYTES * feature[node]!;
  }
  return nodes;
}

/** As `ordered` in assembly/forest-nodes.ts. */
function ordered(values: Float32Array): Int32Array {
  const bits = new Int32Array(Float32Array.from(values, (value) => value + 0).buffer);
  return bits.map((value) => value ^ ((value >> 31) & 0x7fffffff));
}
