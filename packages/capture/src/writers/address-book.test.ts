import { expect, test } from 'vitest';
import { flow } from '../../fixtures/batches.ts';
import { AddressBook } from './address-book.ts';
import { createWriteStatistics, writeWarningText } from './write-statistics.ts';

test('text that is no address becomes one of 240.0.0.0/4 in order of appearance, the same for the same text', () => {
  const statistics = createWriteStatistics();
  const book = new AddressBook(statistics);
  expect(book.addresses(flow(0, 'AnonIP1:0', '0:0'))).toEqual([[240, 0, 0, 1], [240, 0, 0, 2]]);
  expect(book.addresses(flow(1, '0:0', '10.1.2.3:0'))).toEqual([[240, 0, 0, 2], [10, 1, 2, 3]]);
  expect(statistics.warnings.map(writeWarningText)).toEqual(['2 addresses that are no IP addresses, written as some of 240.0.0.0/4']);
});

test('a packet has one version: beside IPv6 an IPv4 address is mapped', () => {
  const statistics = createWriteStatistics();
  const [a, b] = new AddressBook(statistics).addresses(flow(0, '0.0.0.0:68', '[2001:db8::1]:67'));
  expect(a).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0]);
  expect(b).toEqual([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(statistics.warnings).toEqual([{ kind: 'address mapped', count: 1 }]);
});
