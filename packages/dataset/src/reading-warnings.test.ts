import { createStatistics, skip, warn } from '@tunnelscope/capture/statistics';
import { expect, test } from 'vitest';
import { readingWarnings } from './reading-warnings.ts';

test('of a healthy capture there is nothing to say', () => {
  const statistics = createStatistics();
  skip(statistics, 'arp', 7);
  expect(readingWarnings(statistics)).toEqual([]);
});

test('each kind of warning is said once, and all losses in one line', () => {
  const statistics = createStatistics();
  for (let i = 0; i < 3; i++) warn(statistics, 'last line cut', () => 'line 9: cut');
  skip(statistics, 'truncated header', 1000);
  skip(statistics, 'bad ip version');
  expect(readingWarnings(statistics)).toEqual(['line 9: cut (2 more like it)', 'left out: 1000 truncated header, 1 bad ip version']);
});
