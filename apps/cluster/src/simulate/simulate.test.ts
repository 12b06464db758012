import { expect, test } from 'vitest';
import { partitionLoads } from './partition-load.ts';
import { simulateRecovery } from './recovery.ts';

const SETTINGS = { leaseTime: 5, checkpoint: 10, rate: 435_000, flowBytes: 2000, snapshotRate: 100e6, seed: 1 };
const EVEN = Array.from({ length: 16 }, () => ({ flows: 1000, packets: 50_000 }));

test('flows are shared out evenly, packets less so the heavier the tail', () => {
  const skew = (tail: number, of: 'flows' | 'packets') => {
    const loads = partitionLoads({ flows: 50_000, partitions: 16, packets: 1e6, tail, fastest: 1e5, seed: 1 });
    const all = loads.map((load) => load[of]);
    return (Math.max(...all) * 16) / all.reduce((a, b) => a + b);
  };
  expect(skew(1.1, 'flows')).toBeLessThan(1.1);
  expect(skew(3, 'packets')).toBeLessThan(skew(1.1, 'packets'));
});

test('whatever happens to workers, all partitions come to one again and are caught up with', () => {
  const courses = simulateRecovery(EVEN, ['a', 'b'], [
    { text: 'a third', join: ['c'] },
    { text: 'one ends', leave: ['a'] },
    { text: 'one is killed', join: ['d'], kill: ['b'] },
  ], SETTINGS);
  expect(courses.map(({ fewest, most }) => [fewest, most])).toEqual([[5, 6], [8, 8], [8, 8]]);
  for (const { caughtUp, owned } of courses) expect(caughtUp).toBeGreaterThanOrEqual(owned);
  // A killed one is missed only when its lease is over.
  expect(courses[2]!.owned).toBeGreaterThan((2 * SETTINGS.leaseTime) / 3);
  expect(courses[1]!.owned).toBeLessThan(SETTINGS.leaseTime);
});

test('too few workers never catch up', () => {
  const [course] = simulateRecovery(EVEN, ['a', 'b'], [{ text: 'one ends', leave: ['a'] }], SETTINGS);
  expect(course).toMatchObject({ caughtUp: Infinity, busiest: expect.closeTo(800_000 / 435_000) });
});
