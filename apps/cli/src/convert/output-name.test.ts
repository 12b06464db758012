import { expect, test } from 'vitest';
import { outputName } from './output-name.ts';

test.each([
  ['x.pcap', 'pcap', null],
  ['x.pcapng', 'pcapng', null],
  ['folder.pcap/x.csv', null, null],
  ['X.PCAP.GZ', 'pcap', 'gzip'],
  ['x.csv.zst', null, 'zstd'],
])('%s', (path, format, compression) => {
  expect(outputName(path, undefined)).toEqual({ path, format, compression });
});

test('--format speaks louder than the name, which still tells the compression', () => {
  expect(outputName('x.csv.gz', 'pcapng')).toEqual({ path: 'x.csv.gz', format: 'pcapng', compression: 'gzip' });
  expect(outputName('x', 'network-stats')).toEqual({ path: 'x', format: 'network-stats', compression: null });
  expect(outputName('-', 'pcap')).toEqual({ path: '-', format: 'pcap', compression: null });
});

test.each(['x', 'x.gz', 'x.txt', 'pcap', 'x.pcap.bz2', '-'])('%s alone does not tell', (path) => {
  expect(() => outputName(path, undefined)).toThrow('--format');
});
