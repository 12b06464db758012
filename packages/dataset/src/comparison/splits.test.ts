import { expect, test } from 'vitest';
import { SEED_FEATURES } from './feature-set.ts';
import { heldOutGroups, randomWindows } from './splits.ts';
import { LIVE_OR_VOD, type TaskRows } from './task.ts';

/** Six captures of ten windows; three groups of two captures. */
const captures = Int32Array.from({ length: 60 }, (_, row) => Math.floor(row / 10));
const rows: TaskRows = { task: LIVE_OR_VOD, set: SEED_FEATURES, features: new Float32Array(60 * 7), labels: new Uint8Array(60), captures, starts: new Float64Array(60) };
const all = [...captures.keys()];
const grouping = { of: Int32Array.of(0, 0, 1, 1, 2, 2), names: ['a', 'b', 'c'] };

test('random windows judge every window once, and its neighbours train', () => {
  const folds = randomWindows(rows, all, 3);
  expect(folds).toHaveLength(5);
  expect(folds.flatMap(({ test: judged }) => judged).toSorted((a, b) => a - b)).toEqual(all);
  expect(folds.every(({ test: judged, train }) => judged.some((row) => train.some((other) => captures[other] === captures[row])))).toBe(true);
});

test('no capture of a held-out group trains', () => {
  const folds = heldOutGroups(rows, all, grouping, 3);
  expect(folds).toHaveLength(3);
  expect(folds.flatMap(({ test: judged }) => judged).toSorted((a, b) => a - b)).toEqual(all);
  const groupOf = (row: number) => grouping.of[captures[row]!];
  for (const { train, test: judged } of folds) {
    expect(new Set(judged.map(groupOf)).size).toBe(1);
    expect(train.some((row) => groupOf(row) === groupOf(judged[0]!))).toBe(false);
    expect(train.length + judged.length).toBe(60);
  }
});

test('of some rows alone only their groups are held out', () => {
  const folds = heldOutGroups(rows, all.filter((row) => row < 40), grouping, 3);
  expect(folds).toHaveLength(2);
  expect(folds.flatMap(({ train, test: judged }) => [...train, ...judged]).every((row) => row < 40)).toBe(true);
});
