import { expect, test } from 'vitest';
import { createStatistics, losses, skip, warn } from './statistics.ts';

test('skipped records are counted by reason', () => {
  const statistics = createStatistics();
  skip(statistics, 'arp');
  skip(statistics, 'arp', 2);
  skip(statistics, 'not ip');
  expect(statistics.skipped).toEqual({ arp: 3, 'not ip': 1 });
});

test('warnings of one kind are counted together, and only the first is put in words', () => {
  const statistics = createStatistics();
  let texts = 0;
  for (let line = 1; line <= 1000; line++) warn(statistics, 'last line cut', () => `line ${line}, text ${++texts}`);
  warn(statistics, 'ports cut off', () => 'another');
  expect(statistics.warnings).toEqual([
    { kind: 'last line cut', text: 'line 1, text 1', count: 1000 },
    { kind: 'ports cut off', text: 'another', count: 1 },
  ]);
});

test('what every healthy capture leaves out is no loss, and link types that are not read are named', () => {
  const skipped = { arp: 3, 'not ip': 1, 'bad ip header': 2, 'unsupported link type': 5 };
  expect(losses({ skipped, linkTypes: [1, 220, 147] })).toEqual([
    ['bad ip header', 2],
    ['unsupported link type 220, 147', 5],
  ]);
  expect(losses({ skipped: { arp: 3 } })).toEqual([]);
});
