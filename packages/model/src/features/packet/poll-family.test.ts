import { expect, test } from 'vitest';
import { findPollFamily, paceOf, type SmallExchanges } from './poll-family.ts';

const EDGES = Float64Array.of(0, 4, 8, 12, 16);
const OPTIONS = { sizeTolerance: 80, requestTolerance: 20, requests: null, hidden: () => new Float64Array(0) };
type Row = readonly [time: number, size: number, requestSize: number, requestCount?: number];
const exchanges = (...rows: Row[]): SmallExchanges => ({
  time: Float64Array.from(rows, (row) => row[0]), size: Float64Array.from(rows, (row) => row[1]),
  requestSize: Float64Array.from(rows, (row) => row[2]), requestCount: Float64Array.from(rows, (row) => row[3] ?? 1),
});
const find = (rows: Row[], options = {}) => findPollFamily(exchanges(...rows), EDGES, 4, { ...OPTIONS, ...options });
const polls: Row[] = [[1, 1000, 300], [5, 1080, 310], [9, 1000, 320], [13, 1000, 300]];

test('a family in every period has the full score', () => {
  const family = find([[2, 5000, 300], ...polls, [14, 1000, 400]]);
  expect(family).toMatchObject({ score: 1, purity: 4 / 6, size: 1000, requestSize: 305 });
  expect(Array.from(family!.time)).toEqual([1, 5, 9, 13]);
});

test('sizes may differ by 5 % where that is more, requests by their tolerance', () => {
  expect(find([[1, 4000, 300], [5, 4200, 300]])!.time.length).toBe(2);
  expect(find([[1, 4000, 300], [5, 4211, 300]])!.time.length).toBe(1);
  expect(find([[1, 4000, 300], [5, 4000, 321]])!.time.length).toBe(1);
});

test('two playlists asked for together belong to the one asked for alone', () => {
  expect(find([[1, 1000, 300], [5, 2000, 300, 2]])!.time.length).toBe(2);
  expect(find([[1, 1000, 300], [5, 2000, 300]])!.time.length).toBe(1);
});

test('members hidden in downloads are added in order of time', () => {
  expect(Array.from(find(polls, { hidden: (size: number) => (size === 305 ? Float64Array.of(7) : new Float64Array(0)) })!.time)).toEqual([1, 5, 7, 9, 13]);
});

test('other answers to the same request make a family impure', () => {
  const requests = Float64Array.from({ length: 16 }, () => 305);
  expect(find(polls, { requests })).toMatchObject({ purity: 0.25, score: 0.5 });
  expect(find(polls, { requests: new Float64Array(8).fill(309) })!.purity).toBe(0.5);
  expect(find(polls, { requests: new Float64Array(8).fill(310) })!.purity).toBe(1);
});

test('more than two a period, or a pace of its own, lower the score', () => {
  const many = Array.from({ length: 16 }, (_, i): Row => [i + 0.5, 1000, 300]);
  expect(find(many)!.score).toBeCloseTo(0.6 / 2 * (0.4 + 0.6 * 0), 12);
});

test('the pace is the usual interval of a family that recurs once per segment, and of no other', () => {
  expect(paceOf(find(polls))).toBe(4);
  expect(paceOf(find([[1, 1000, 300], [3, 1000, 300], [5, 1000, 300]]))).toBeNull();
  expect(paceOf(find([[0, 1000, 300], [4, 1000, 300], [7, 1000, 300], [12.5, 1000, 300]]))).toBeNull();
  expect(paceOf(null)).toBeNull();
});

test('without exchanges or periods there is none', () => {
  expect(find([])).toBeNull();
  expect(findPollFamily(exchanges(...polls), EDGES.subarray(0, 1), 4, OPTIONS)).toBeNull();
});
