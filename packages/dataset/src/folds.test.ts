import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldGroups } from './folds.ts';
import type { Grouping } from './groups.ts';

/** So many groups, of the given numbers of captures. */
const grouping = (sizes: readonly number[]): Grouping => ({
  of: Int32Array.from(sizes.flatMap((size, group) => Array.from({ length: size }, () => group))),
  names: sizes.map(String),
});

test('up to 25 groups are held out alone', () => {
  expect([...foldGroups(grouping(new Array(25).fill(2)), 1)]).toEqual(Array.from({ length: 25 }, (_, group) => group));
});

test('more are dealt out to ten folds', () => {
  const folds = foldGroups(grouping(new Array(26).fill(1)), 1);
  expect(new Set(folds)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
});

test('any groups: each has one fold, none is empty, and captures are spread evenly', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 26, maxLength: 80 }), fc.nat(1000), (sizes, seed) => {
    const folds = foldGroups(grouping(sizes), seed);
    expect(folds.length).toBe(sizes.length);
    const held = new Array<number>(10).fill(0);
    for (const [group, fold] of folds.entries()) held[fold]! += sizes[group]!;
    // The fullest fold was the emptiest when its last group came.
    expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(9);
    expect(Math.min(...held)).toBeGreaterThan(0);
  }), { seed: 1 });
});

test('the same seed gives the same folds, another one others', () => {
  const groups = grouping(new Array(60).fill(1));
  expect(foldGroups(groups, 7)).toEqual(foldGroups(groups, 7));
  expect(foldGroups(groups, 8)).not.toEqual(foldGroups(groups, 7));
});

test('as many folds as asked for, at most one a group', () => {
  expect(new Set(foldGroups(grouping([1, 1, 1, 1, 1, 1]), 1, 3)).size).toBe(3);
  expect([...foldGroups(grouping([1, 1]), 1, 5)]).toEqual([0, 1]);
});
