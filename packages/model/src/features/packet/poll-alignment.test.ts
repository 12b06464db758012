import { expect, test } from 'vitest';
import { alignment } from './poll-alignment.ts';

const EDGES = Float64Array.of(0, 4, 8, 12, 16);
const align = (...time: number[]) => alignment(Float64Array.from(time), EDGES, 4);

test('one in every period, as a poll', () => {
  expect(align(1, 5, 9, 13)).toEqual({ coverage: 1, perPeriod: 1, regularity: 1, interval: 4, onPace: true, grid: 1 });
});

test('asked again after half a period, still on the grid', () => {
  const { perPeriod, grid, regularity } = align(1, 3, 7, 11, 15);
  expect([perPeriod, grid, regularity]).toEqual([1.25, 1, 0.75]);
});

test('a beacon with a period of its own', () => {
  const { coverage, onPace, grid, regularity } = align(0, 5.25, 10.5, 15.75);
  expect([coverage, onPace, grid, regularity]).toEqual([1, true, 0.4, 1]);
});

test('an interval is regular within 15 % of a multiple of the median', () => {
  expect(align(0, 4, 8, 12.5, 20.5).regularity).toBe(1);
  expect(align(0, 4, 8, 12.7, 20.7).regularity).toBe(0.75);
});

test('more than one a period off pace', () => {
  const { perPeriod, onPace } = align(1, 2, 3, 4, 5, 6, 7, 8);
  expect([perPeriod, onPace]).toEqual([2, false]);
});

test('what lies outside the periods is not counted, and one moment seen twice is no interval', () => {
  expect(align(-1, 16, 17)).toMatchObject({ coverage: 0, perPeriod: 0 });
  expect(align(1, 1.04, 5)).toMatchObject({ perPeriod: 0.75, regularity: 0.7, onPace: true });
});

test('too little to be regular', () => {
  expect(align(1)).toEqual({ coverage: 0.25, perPeriod: 0.25, regularity: 0, interval: 0, onPace: false, grid: 0.4 });
  expect(align(1, 13)).toMatchObject({ regularity: 0, onPace: false, grid: 1 });
});
