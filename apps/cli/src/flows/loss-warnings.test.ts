import { expect, test } from 'vitest';
import { lossWarnings } from './loss-warnings.ts';

test('all reasons in one line, but not what every capture has', () => {
  const skipped = { arp: 3, 'truncated header': 1000, 'bad ip version': 2 };
  expect(lossWarnings({ packets: 5, records: 1010, skipped }, true)).toEqual(['left out: 1,000 truncated header, 2 bad ip version']);
  expect(lossWarnings({ packets: 5, records: 8, skipped: { arp: 3 } }, true)).toEqual([]);
});

test('where there are no packets, that and every reason', () => {
  expect(lossWarnings({ packets: 0, records: 3, skipped: { arp: 3 } }, true)).toEqual(['no packets in 3 records (left out: 3 arp)']);
  expect(lossWarnings({ packets: 0, records: 0, skipped: {} }, true)).toEqual(['no packets in 0 records']);
});

test('of a capture that is not read to its end nobody knows', () => {
  expect(lossWarnings({ packets: 0, records: 1, skipped: { 'bad ip header': 1 } }, false)).toEqual(['left out: 1 bad ip header']);
  expect(lossWarnings({ packets: 0, records: 0, skipped: {} }, false)).toEqual([]);
});
