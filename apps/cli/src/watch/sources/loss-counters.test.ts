import { createStatistics, skip, warn } from '@tunnelscope/capture/statistics';
import { expect, test } from 'vitest';
import { lossCounters } from './loss-counters.ts';

test('everything that was lost has its counter; what every capture leaves out has none', () => {
  const statistics = createStatistics();
  skip(statistics, 'arp', 9);
  skip(statistics, 'truncated header', 3);
  warn(statistics, 'ports cut off', () => 'packet 1: ports cut off');
  expect(lossCounters(statistics, 6).filter(({ value }) => value > 0)).toEqual([
    { label: 'dropped by kernel', value: 6 }, { label: 'left out: truncated header', value: 3 }, { label: 'ports cut off', value: 1 },
  ]);
});
