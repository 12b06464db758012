import { expect, test } from 'vitest';
import { KINDS, VIDEO } from '../outcome.ts';
import { classSets, setCount, sumSets } from './class-sets.ts';

test('calls and audio are one set, in whatever order', () => {
  expect([...classSets(KINDS)]).toEqual([0, 1, 1, 2]);
  expect([...classSets(VIDEO)]).toEqual([0, 1]);
  expect([...classSets(['audio', 'other', 'call'])]).toEqual([0, 1, 0]);
  expect([setCount(classSets(KINDS)), setCount(classSets(['audio']))]).toEqual([3, 1]);
});

test('sums each row over its sets', () => {
  expect([...sumSets(Float64Array.of(0.5, 0.25, 0.125, 0.125, 0, 0.25, 0.75, 0), classSets(KINDS))]).toEqual([0.5, 0.375, 0.125, 0, 1, 0]);
});
