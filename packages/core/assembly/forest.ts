import { assertArray, read, write } from "./arrays";
import { addValues, below, child, feature, ForestColumns, ordered, placeOf, ROWS_A_BLOCK, rootOf } from "./forest-nodes";

/** Steps of a single row's walks between looks at whether all have ended: further steps stay on a leaf. */
const STEPS = 2;

/**
 * Eight walks at a time, so that their waits for memory overlap: eight rows, and for the rows left over eight trees.
 * @param blocks room for the rows' features, filled up to whole blocks
 */
export function evaluateForest(forest: ForestColumns, features: usize, blocks: usize, rows: i32, result: usize): void {
  const sums = rows * forest.classes;
  assertArray<f32>(features, rows * forest.features);
  assertArray<f32>(blocks, (rows + ROWS_A_BLOCK - 1) / ROWS_A_BLOCK * ROWS_A_BLOCK * forest.features);
  assertArray<f64>(result, sums);
  assertArray<i32>(forest.roots, forest.trees);
  assertArray<i32>(forest.steps, forest.trees);
  assertArray<u8>(forest.nodes, forest.nodeCount * (forest.isWide != 0 ? 12 : 8));
  assertArray<f32>(forest.value, forest.nodeCount * forest.classes);

  putIntoBlocks(features, rows, forest.features, blocks);
  memory.fill(result, 0, <usize>sums << 3);
  if (forest.isWide != 0) addTrees<u32>(forest, blocks, rows, result);
  else addTrees<u16>(forest, blocks, rows, result);
  for (let i = 0; i < sums; i++) write<f64>(result, i, sums, read<f64>(result, i, sums) / <f64>forest.trees);
}

function putIntoBlocks(features: usize, rows: i32, width: i32, blocks: usize): void {
  const bytes = <usize>width << 2;
  for (let row = 0; row < rows; row++) {
    let from = features + <usize>row * bytes;
    const end = from + bytes;
    let to = blocks + <usize>(row & -ROWS_A_BLOCK) * bytes + (<usize>(row & (ROWS_A_BLOCK - 1)) << 2);
    for (; from < end; from += 4) {
      store<i32>(to, ordered(load<f32>(from)));
      to += 4 * ROWS_A_BLOCK;
    }
  }
}

function addTrees<T>(forest: ForestColumns, blocks: usize, rows: i32, result: usize): void {
  const rowBytes = <usize>forest.features << 2;
  const sumBytes = <usize>forest.classes << 3;
  const together = rows & -ROWS_A_BLOCK;
  for (let tree = 0; tree < forest.trees; tree++) {
    for (let row = 0; row < together; row += ROWS_A_BLOCK) {
      eightRows<T>(forest, tree, blocks + <usize>row * rowBytes, result + <usize>row * sumBytes);
    }
  }
  const block = blocks + <usize>together * rowBytes;
  for (let row = together; row < rows; row++) oneRow<T>(forest, block + (<usize>(row - together) << 2), result + <usize>row * sumBytes);
}

function eightRows<T>(forest: ForestColumns, tree: i32, block: usize, sums: usize): void {
  const root = rootOf<T>(forest, tree);
  const nodes = forest.nodes;
  const count = forest.nodeCount;
  const width = forest.features;
  const value = forest.value;
  const classes = <usize>forest.classes;
  const sumBytes = classes << 3;
  const steps = read<i32>(forest.steps, tree, forest.trees);
  let a = root, b = root, c = root, d = root, e = root, f = root, g = root, h = root;
  // The number of steps hardly ever differs from block to block: a jump that is not foreseen costs more than some needless steps.
  let step = 0;
  do {
    a = child<T>(a, feature<T>(a, block, nodes, count, width).a);
    b = child<T>(b, feature<T>(b, block, nodes, count, width).b);
    c = child<T>(c, feature<T>(c, block, nodes, count, width).c);
    d = child<T>(d, feature<T>(d, block, nodes, count, width).d);
    e = child<T>(e, feature<T>(e, block, nodes, count, width).e);
    f = child<T>(f, feature<T>(f, block, nodes, count, width).f);
    g = child<T>(g, feature<T>(g, block, nodes, count, width).g);
    h = child<T>(h, feature<T>(h, block, nodes, count, width).h);
    step++;
  } while (step < steps || ((below<T>(a) | below<T>(b) | below<T>(c) | below<T>(d) | below<T>(e) | below<T>(f) | below<T>(g) | below<T>(h)) != 0));
  addValues(placeOf<T>(a, nodes, count), value, sums, classes);
  addValues(placeOf<T>(b, nodes, count), value, sums + sumBytes, classes);
  addValues(placeOf<T>(c, nodes, count), value, sums + 2 * sumBytes, classes);
  addValues(placeOf<T>(d, nodes, count), value, sums + 3 * sumBytes, classes);
  addValues(placeOf<T>(e, nodes, count), value, sums + 4 * sumBytes, classes);
  addValues(placeOf<T>(f, nodes, count), value, sums + 5 * sumBytes, classes);
  addValues(placeOf<T>(g, nodes, count), value, sums + 6 * sumBytes, classes);
  addValues(placeOf<T>(h, nodes, count), value, sums + 7 * sumBytes, classes);
}

/** Trees are added in their order here too, so it does not matter which way a row was evaluated. */
function oneRow<T>(forest: ForestColumns, row: usize, sums: usize): void {
  const trees = forest.trees;
  const nodes = forest.nodes;
  const count = forest.nodeCount;
  const width = forest.features;
  const value = forest.value;
  const classes = <usize>forest.classes;
  let tree = 0;
  for (; tree + 7 < trees; tree += 8) {
    let a = rootOf<T>(forest, tree);
    let b = rootOf<T>(forest, tree + 1);
    let c = rootOf<T>(forest, tree + 2);
    let d = rootOf<T>(forest, tree + 3);
    let e = rootOf<T>(forest, tree + 4);
    let f = rootOf<T>(forest, tree + 5);
    let g = rootOf<T>(forest, tree + 6);
    let h = rootOf<T>(forest, tree + 7);
    do {
      for (let step = 0; step < STEPS; step++) {
        a = child<T>(a, feature<T>(a, row, nodes, count, width).a);
        b = child<T>(b, feature<T>(b, row, nodes, count, width).a);
        c = child<T>(c, feature<T>(c, row, nodes, count, width).a);
        d = child<T>(d, feature<T>(d, row, nodes, count, width).a);
        e = child<T>(e, feature<T>(e, row, nodes, count, width).a);
        f = child<T>(f, feature<T>(f, row, nodes, count, width).a);
        g = child<T>(g, feature<T>(g, row, nodes, count, width).a);
        h = child<T>(h, feature<T>(h, row, nodes, count, width).a);
      }
    } while ((below<T>(a) | below<T>(b) | below<T>(c) | below<T>(d) | below<T>(e) | below<T>(f) | below<T>(g) | below<T>(h)) != 0);
    addValues(placeOf<T>(a, nodes, count), value, sums, classes);
    addValues(placeOf<T>(b, nodes, count), value, sums, classes);
    addValues(placeOf<T>(c, nodes, count), value, sums, classes);
    addValues(placeOf<T>(d, nodes, count), value, sums, classes);
    addValues(placeOf<T>(e, nodes, count), value, sums, classes);
    addValues(placeOf<T>(f, nodes, count), value, sums, classes);
    addValues(placeOf<T>(g, nodes, count), value, sums, classes);
    addValues(placeOf<T>(h, nodes, count), value, sums, classes);
  }
  for (; tree < trees; tree++) {
    let node = rootOf<T>(forest, tree);
    while (below<T>(node) != 0) node = child<T>(node, feature<T>(node, row, nodes, count, width).a);
    addValues(placeOf<T>(node, nodes, count), value, sums, classes);
  }
}
