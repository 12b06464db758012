import { createStatistics, skip, warn } from '@tunnelscope/capture/statistics';
import { expect, test } from 'vitest';
import { lossCounters } from './loss-counters.ts';

test('everything that was lost has its counter; what every capture leaves out has none', () => {
  const statistics = createStatistics();
  skip(statistics, 'arp', 9);
  skip(statistics, 'truncated header', 3);
  warn(statistics, 'ports cut off', () => 'packet 1: ports cut off');
  const counts = { packets: 1, bytes: 1, flows: 1, idle: 0, evicted: 4, strayPackets: 5, windows: 0 };
  expect(lossCounters(statistics, counts, 6).filter(({ value }) => value > 0)).toEqual([
    { label: 'dropped by kernel', value: 6 }, { label: 'left out: truncated header', value: 3 }, { label: 'flows evicted', value: 4 }, { label: 'packets out of time', value: 5 }, { label: 'ports cut off', value: 1 },
  ]);
});
