import type { Forest } from '@tunnelscope/core/kernels';

/** A table has a row for every set of inputs: more inputs than this are too many. */
const MOST_INPUTS = 16;

/** What a forest says of every mixture of a row and a reference. */
export interface CoalitionValues {
  /** Columns in which row and reference differ, ascending: bit b of a coalition stands for column `columns[b]`. */
  readonly columns: readonly number[];
  /** Coalitions × classes: the forest's class shares where the columns of the coalition are the row's, all others the reference's. */
  readonly values: Float64Array;
}

/**
 * The forest's answers for all 2^n mixtures in one walk through its trees. A path is followed as far as row or reference
 * can lead, as in interventional TreeSHAP (Lundberg et al., "From local explanations to global understanding with
 * explainable AI for trees", Nature Machine Intelligence 2020): a leaf is reached by the mixtures that take the columns
 * A from the row and the columns B from the reference. It is added with alternating signs to A joined with each subset of
 * B, so that sums over subsets (a Möbius inversion, Rota 1964) give every mixture its leaf.
 * @param row one value a column @param reference the same
 * @throws RangeError if they differ in more than MOST_INPUTS columns
 */
export function coalitionValues(forest: Forest, row: Float32Array, reference: Float32Array): CoalitionValues {
  const columns = Array.from(row.keys()).filter((column) => row[column] !== reference[column]);
  if (columns.length > MOST_INPUTS) throw new RangeError(`coalitions: expected at most ${MOST_INPUTS} inputs that differ, found ${columns.length}`);
  const bits = new Int32Array(forest.features);
  for (const [b, column] of columns.entries()) bits[column] = 1 << b;
  const values = new Float64Array(forest.classes << columns.length);
  for (const root of forest.roots) addTree(forest, root, row, reference, bits, values);
  sumOverSubsets(values, forest.classes);
  for (let i = 0; i < values.length; i++) values[i]! /= forest.roots.length;
  return { columns, values };
}

/** Adds a tree's leaves. `bits`: the bit of each column, 0 where row and reference agree. */
function addTree(forest: Forest, root: number, row: Float32Array, reference: Float32Array, bits: Int32Array, into: Float64Array): void {
  const { left, feature, threshold } = forest;
  // Paths still to be followed: node, columns taken from the row, columns taken from the reference.
  const open = [root, 0, 0];
  while (open.length > 0) {
    const ofReference = open.pop()!;
    let ofRow = open.pop()!;
    let node = open.pop()!;
    while (left[node] !== node) {
      const column = feature[node]!;
      const bit = bits[column]!;
      const rowsChild = left[node]! + (row[column]! > threshold[node]! ? 1 : 0);
      const referencesChild = left[node]! + (reference[column]! > threshold[node]! ? 1 : 0);
      if (rowsChild === referencesChild || (ofRow & bit) !== 0) node = rowsChild;
      else if ((ofReference & bit) !== 0) node = referencesChild;
      else {
        open.push(referencesChild, ofRow, ofReference | bit);
        node = rowsChild;
        ofRow |= bit;
      }
    }
    addLeaf(forest, node, ofRow, ofReference, into);
  }
}

function addLeaf({ classes, value }: Forest, leaf: number, ofRow: number, ofReference: number, into: Float64Array): void {
  for (let subset = ofReference; ; subset = (subset - 1) & ofReference) {
    const sign = isOdd(subset) ? -1 : 1;
    const at = (ofRow | subset) * classes;
    for (let c = 0; c < classes; c++) into[at + c]! += sign * value[leaf * classes + c]!;
    if (subset === 0) return;
  }
}

function isOdd(set: number): boolean {
  let folded = set ^ (set >>> 8);
  folded ^= folded >>> 4;
  folded ^= folded >>> 2;
  return ((folded ^ (folded >>> 1)) & 1) === 1;
}

/** Replaces each coalition's values by their sum over all its subsets. */
function sumOverSubsets(values: Float64Array, classes: number): void {
  for (let step = classes; step < values.length; step *= 2) {
    for (let start = step; start < values.length; start += 2 * step) {
      for (let i = start; i < start + step; i++) values[i]! += values[i - step]!;
    }
  }
}
