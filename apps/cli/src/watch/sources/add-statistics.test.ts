import { createStatistics } from '@tunnelscope/capture/statistics';
import { expect, test } from 'vitest';
import { addStatistics } from './add-statistics.ts';

test('counts of two captures are added, reason by reason', () => {
  const one = { ...createStatistics(), packets: 1, records: 2, bytes: 3, flows: 1, linkTypes: [1], skipped: { arp: 1, 'not ip': 2 } };
  const other = { ...createStatistics(), packets: 10, records: 20, bytes: 30, flows: 1, evictedFlows: 1, linkTypes: [1, 101], skipped: { arp: 5, 'truncated header': 7 } };
  expect(addStatistics(one, other)).toMatchObject({ packets: 11, records: 22, bytes: 33, flows: 2, evictedFlows: 1, linkTypes: [1, 101], skipped: { arp: 6, 'not ip': 2, 'truncated header': 7 } });
  expect(one.skipped).toEqual({ arp: 1, 'not ip': 2 });
});
