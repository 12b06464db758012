import { assertArray, read, write } from "./arrays";

/** A node takes 8 bytes: its threshold, then left child and feature in one word, the feature in the low bits. */
@unmanaged
class ForestColumns {
  features: i32;
  featureBits: i32;
  classes: i32;
  trees: i32;
  nodeCount: i32;
  roots: usize;
  depths: usize;
  nodes: usize;
  value: usize;
}

/** Eight walks at a time, so that their waits for memory overlap: eight rows, and for the rows left over eight trees. */
export function evaluateForest(forest: ForestColumns, features: usize, rows: i32, result: usize): void {
  const classes = forest.classes;
  const trees = forest.trees;
  assertArray<f32>(features, rows * forest.features);
  assertArray<f64>(result, rows * classes);
  assertArray<i32>(forest.roots, trees);
  assertArray<i32>(forest.depths, trees);
  assertArray<u64>(forest.nodes, forest.nodeCount);
  assertArray<f32>(forest.value, forest.nodeCount * classes);

  memory.fill(result, 0, <usize>(rows * classes) << 3);
  const together = rows & ~7;
  for (let tree = 0; tree < trees; tree++) {
    for (let row = 0; row < together; row += 8) eightRows(forest, tree, features, row, rows, result);
  }
  for (let row = together; row < rows; row++) oneRow(forest, features, row, rows, result);
  for (let i = 0; i < rows * classes; i++) {
    write<f64>(result, i, rows * classes, read<f64>(result, i, rows * classes) / <f64>trees);
  }
}

function eightRows(forest: ForestColumns, tree: i32, features: usize, row: i32, rows: i32, result: usize): void {
  const depth = read<i32>(forest.depths, tree, forest.trees);
  const bytes = <usize>forest.features << 2;
  const row0 = features + <usize>row * bytes;
  const row1 = row0 + bytes;
  const row2 = row1 + bytes;
  const row3 = row2 + bytes;
  const row4 = row3 + bytes;
  const row5 = row4 + bytes;
  const row6 = row5 + bytes;
  const row7 = row6 + bytes;
  const root = read<i32>(forest.roots, tree, forest.trees);
  const nodes = forest.nodes;
  const count = forest.nodeCount;
  const bits = forest.featureBits;
  const width = forest.features;
  let a = root, b = root, c = root, d = root, e = root, f = root, g = root, h = root;
  for (let step = 0; step < depth; step++) {
    a = child(nodes, count, a, row0, bits, width);
    b = child(nodes, count, b, row1, bits, width);
    c = child(nodes, count, c, row2, bits, width);
    d = child(nodes, count, d, row3, bits, width);
    e = child(nodes, count, e, row4, bits, width);
    f = child(nodes, count, f, row5, bits, width);
    g = child(nodes, count, g, row6, bits, width);
    h = child(nodes, count, h, row7, bits, width);
  }
  addLeaf(forest, a, result, row, rows);
  addLeaf(forest, b, result, row + 1, rows);
  addLeaf(forest, c, result, row + 2, rows);
  addLeaf(forest, d, result, row + 3, rows);
  addLeaf(forest, e, result, row + 4, rows);
  addLeaf(forest, f, result, row + 5, rows);
  addLeaf(forest, g, result, row + 6, rows);
  addLeaf(forest, h, result, row + 7, rows);
}

/** Trees are added in their order here too, so it does not matter which way a row was evaluated. */
function oneRow(forest: ForestColumns, features: usize, row: i32, rows: i32, result: usize): void {
  const trees = forest.trees;
  const nodes = forest.nodes;
  const count = forest.nodeCount;
  const bits = forest.featureBits;
  const width = forest.features;
  const values = features + <usize>row * (<usize>width << 2);
  let tree = 0;
  for (; tree + 7 < trees; tree += 8) {
    let depth = 0;
    for (let t = tree; t < tree + 8; t++) {
      const own = read<i32>(forest.depths, t, trees);
      depth = own > depth ? own : depth;
    }
    let a = read<i32>(forest.roots, tree, trees);
    let b = read<i32>(forest.roots, tree + 1, trees);
    let c = read<i32>(forest.roots, tree + 2, trees);
    let d = read<i32>(forest.roots, tree + 3, trees);
    let e = read<i32>(forest.roots, tree + 4, trees);
    let f = read<i32>(forest.roots, tree + 5, trees);
    let g = read<i32>(forest.roots, tree + 6, trees);
    let h = read<i32>(forest.roots, tree + 7, trees);
    for (let step = 0; step < depth; step++) {
      a = child(nodes, count, a, values, bits, width);
      b = child(nodes, count, b, values, bits, width);
      c = child(nodes, count, c, values, bits, width);
      d = child(nodes, count, d, values, bits, width);
      e = child(nodes, count, e, values, bits, width);
      f = child(nodes, count, f, values, bits, width);
      g = child(nodes, count, g, values, bits, width);
      h = child(nodes, count, h, values, bits, width);
    }
    addLeaf(forest, a, result, row, rows);
    addLeaf(forest, b, result, row, rows);
    addLeaf(forest, c, result, row, rows);
    addLeaf(forest, d, result, row, rows);
    addLeaf(forest, e, result, row, rows);
    addLeaf(forest, f, result, row, rows);
    addLeaf(forest, g, result, row, rows);
    addLeaf(forest, h, result, row, rows);
  }
  for (; tree < trees; tree++) {
    let node = read<i32>(forest.roots, tree, trees);
    for (let step = read<i32>(forest.depths, tree, trees); step > 0; step--) {
      node = child(nodes, count, node, values, bits, width);
    }
    addLeaf(forest, node, result, row, rows);
  }
}

/** Where a walk goes from a node; a leaf's threshold is infinite and its left child itself. */
// @ts-ignore: decorator
@inline
function child(nodes: usize, count: i32, node: i32, row: usize, bits: i32, width: i32): i32 {
  assert(<u32>node < <u32>count, "node outside the forest");
  const address = nodes + (<usize>node << 3);
  const word = load<u32>(address, 4);
  const feature = <i32>(word & ((1 << bits) - 1));
  return <i32>(word >> bits) + <i32>(read<f32>(row, feature, width) > load<f32>(address));
}

// @ts-ignore: decorator
@inline
function addLeaf(forest: ForestColumns, leaf: i32, result: usize, row: i32, rows: i32): void {
  const classes = forest.classes;
  const size = rows * classes;
  for (let c = 0; c < classes; c++) {
    const sum = row * classes + c;
    const value = read<f32>(forest.value, leaf * classes + c, forest.nodeCount * classes);
    write<f64>(result, sum, size, read<f64>(result, sum, size) + <f64>value);
  }
}
