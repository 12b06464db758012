import { foldGroups } from '../folds.ts';
import type { Grouping } from '../groups.ts';
import type { TaskRows } from './task.ts';

/** Row numbers to train on and row numbers to judge. */
export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

const RANDOM_FOLDS = 5;

/**
 * Windows dealt out at random, as the earlier work did. Neighbouring windows of one capture stand on both sides, so what
 * is measured is how well a capture is recognised again.
 */
export function randomWindows({ labels }: TaskRows, rows: readonly number[], seed: number): Fold[] {
  const foldOf = foldGroups({ of: Int32Array.from(labels.keys()), names: Array.from(labels, (_, row) => `${row}`) }, seed, RANDOM_FOLDS);
  return foldsBy(rows, (row) => foldOf[row]!);
}

/** Whole groups of captures, held out as in `evaluate --by`. */
export function heldOutGroups({ captures }: TaskRows, rows: readonly number[], { of, names }: Grouping, seed: number): Fold[] {
  const present = [...new Set(rows.map((row) => of[captures[row]!]!))];
  const number = new Map(present.map((group, i) => [group, i]));
  const inRows = [...new Set(rows.map((row) => captures[row]!))];
  const foldOf = foldGroups({ of: Int32Array.from(inRows, (capture) => number.get(of[capture]!)!), names: present.map((group) => names[group]!) }, seed);
  return foldsBy(rows, (row) => foldOf[number.get(of[captures[row]!]!)!]!);
}

function foldsBy(rows: readonly number[], foldOf: (row: number) => number): Fold[] {
  const folds = [...new Set(rows.map(foldOf))].toSorted((a, b) => a - b);
  return folds.map((fold) => ({ train: rows.filter((row) => foldOf(row) !== fold), test: rows.filter((row) => foldOf(row) === fold) }));
}
