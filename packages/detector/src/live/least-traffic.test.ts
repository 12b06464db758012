import { expect, test } from 'vitest';
import { leastTraffic } from './least-traffic.ts';
import type { LiveFlow } from './live-flow.ts';

const NOW = 1_600_000_000_000;
const flows = (...of: readonly (readonly [ageSeconds: number, bytes: number])[]) =>
  new Map(of.map(([age, bytes], number) => [number, { start: NOW - 1000 * age, bytesFromA: bytes, bytesFromB: 0, footprint: 2000 } as LiveFlow]));

test('flows go, those with the least bytes a second first, until the others fit', () => {
  const table = flows([100, 9_000_000], [100, 100], [100, 50_000], [100, 200]);
  expect(leastTraffic(table, NOW, 8000)).toEqual([]);
  expect(leastTraffic(table, NOW, 5000)).toEqual([1, 3]);
  expect(leastTraffic(table, NOW, 0)).toEqual([1, 3, 2, 0]);
});

test('one that has just begun goes before an old one of the same rate, but not before one of much less', () => {
  expect(leastTraffic(flows([60, 60_000], [1, 1000]), NOW, 2000)).toEqual([1]);
  expect(leastTraffic(flows([60, 600], [1, 1000]), NOW, 2000)).toEqual([0]);
});

test('among equals the one met first goes first', () => {
  expect(leastTraffic(flows([20, 10], [20, 10], [20, 10]), NOW, 2000)).toEqual([0, 1]);
});
