import { read } from "./arrays";

// A node is its threshold, then two numbers of type T: how many nodes its left child lies behind it (a leaf: 0) and how many
// bytes its feature lies behind the first one's in a block of rows. A walk is at an address, so that a step needs no multiplication.

/** As src/wasm/forest-layout.ts fills it. */
@unmanaged
export class ForestColumns {
  features: i32;
  classes: i32;
  trees: i32;
  nodeCount: i32;
  /** 1: the numbers in nodes take 32 bits, not 16. */
  isWide: i32;
  roots: usize;
  /** Steps after which nearly all walks through a tree have ended. */
  steps: usize;
  nodes: usize;
  value: usize;
}

/** Rows that stand together, feature by feature: so the addresses of their values differ by constants. */
export const ROWS_A_BLOCK = 8;

/** One feature in a block. */
@unmanaged
class EightRows {
  a: i32;
  b: i32;
  c: i32;
  d: i32;
  e: i32;
  f: i32;
  g: i32;
  h: i32;
}

// @ts-ignore: decorator
@inline
function nodeBytes<T>(): usize {
  return 4 + 2 * sizeof<T>();
}

// @ts-ignore: decorator
@inline
export function rootOf<T>(forest: ForestColumns, tree: i32): usize {
  return forest.nodes + <usize>read<i32>(forest.roots, tree, forest.trees) * nodeBytes<T>();
}

/** The feature that a node looks at, of all rows of a block. @param width features of a row */
// @ts-ignore: decorator
@inline
export function feature<T>(node: usize, block: usize, nodes: usize, count: i32, width: i32): EightRows {
  assert(node - nodes < <usize>count * nodeBytes<T>(), "node outside the forest");
  const offset = <usize>load<T>(node, 4 + sizeof<T>());
  assert(offset < 4 * ROWS_A_BLOCK * <usize>width, "read outside the array");
  return changetype<EightRows>(block + offset);
}

/** Where a walk goes from a node; a leaf's threshold is infinite and its left child itself. */
// @ts-ignore: decorator
@inline
export function child<T>(node: usize, value: i32): usize {
  return node + (<usize>load<T>(node, 4) + <usize>(value > load<i32>(node))) * nodeBytes<T>();
}

/** 0 at a leaf. */
// @ts-ignore: decorator
@inline
export function below<T>(node: usize): T {
  return load<T>(node, 4);
}

/** A whole number in the same order: comparing those takes half as long. −0 becomes 0, to which it is equal. */
// @ts-ignore: decorator
@inline
export function ordered(value: f32): i32 {
  const bits = reinterpret<i32>(value + 0);
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/** Adds a leaf's values to a row's sums, two classes at a time. @param place the leaf's number among all nodes */
// @ts-ignore: decorator
@inline
export function addValues(place: usize, value: usize, sums: usize, classes: usize): void {
  let from = value + place * (classes << 2);
  let to = sums;
  const end = sums + ((classes & ~1) << 3);
  for (; to < end; to += 16) {
    v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(v128.load64_zero(from))));
    from += 8;
  }
  if (classes & 1) store<f64>(to, load<f64>(to) + <f64>load<f32>(from));
}

/** A node's number among all nodes. */
// @ts-ignore: decorator
@inline
export function placeOf<T>(node: usize, nodes: usize, count: i32): usize {
  assert(node - nodes < <usize>count * nodeBytes<T>(), "node outside the forest");
  return (node - nodes) / nodeBytes<T>();
}
