import { expect, test } from 'vitest';
import { sumOfCounts } from './sum-of-counts.ts';
import type { PartitionCounts } from './workers.ts';

const counts = (partition: number, now: number | null): PartitionCounts => ({
  partition, now, packets: 10, bytes: 1000, followed: 2, verdicts: { live: 1, vod: 0, other: 0, unknown: 1 }, met: 5, idle: 2, evicted: 1, windows: 7, late: 1, stray: 4, lost: 3,
});

test('partitions are added up', () => {
  expect(sumOfCounts([counts(0, 1000), counts(3, null), counts(4, 2000)])).toEqual({
    now: 2000, packets: 30, bytes: 3000, windows: 21, dropped: { late: 3, stray: 12 },
    flows: { followed: 6, met: 15, idle: 6, evicted: 3, live: 3, vod: 0, other: 0, unknown: 3 },
  });
});

test('without a worker there is nothing', () => {
  expect(sumOfCounts([])).toMatchObject({ now: null, packets: 0, dropped: { late: 0, stray: 0 } });
});
