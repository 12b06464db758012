import { expect, test } from 'vitest';
import { isCutNetworkStatsHeader, isNetworkStatsHeader, lackingColumns, parseHeader } from './header.ts';

const REGULAR = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts';
const EXTENDED = `${REGULAR},packet_times,packet_sizes,packet_dirs`;

test('columns go by name', () => {
  expect(parseHeader(REGULAR, 'x')).toMatchObject({ time: 0, ip1: 1, port1: 2, bytes12: 6, packets21: 9, packetTimes: -1, packetDirs: -1 });
  expect(parseHeader(EXTENDED, 'x')).toMatchObject({ time: 0, packetTimes: 10, packetSizes: 11, packetDirs: 12 });
  const moved = parseHeader(`,Unnamed: 0,2->1Pkts,Proto,more,1->2Pkts,2->1Bytes,1->2Bytes,IP2,IP1,Time\r`, 'x');
  expect(moved).toMatchObject({ time: 10, ip1: 9, ip2: 8, port1: -1, port2: -1, protocol: 3, bytes12: 7, bytes21: 6, packets12: 5, packets21: 2 });
});

test('a byte order mark and spaces are no part of a name', () => {
  expect(parseHeader(`\uFEFF${REGULAR.replaceAll(',', ' , ')}`, 'x')).toMatchObject({ time: 0, packets21: 9 });
});

test.each(['Time', 'IP1', 'IP2', 'Proto', '1->2Bytes', '2->1Bytes', '1->2Pkts', '2->1Pkts'])('without %s it is corrupt', (name) => {
  expect(() => parseHeader(REGULAR.replace(name, 'other'), 'x')).toThrow(`x, line 1: corrupt: found a header without ${name}`);
});

test('all columns that are missing are named, where a line was meant as a header', () => {
  expect(() => parseHeader('Time,IP1,1->2Bytes,2->1Bytes', 'x')).toThrow('found a header without IP2, Proto, 1->2Pkts, 2->1Pkts');
  expect(lackingColumns('time,IP1,Port1,IP2,Port2,Proto')).toBe('Time, 1->2Bytes, 2->1Bytes, 1->2Pkts, 2->1Pkts');
  expect(lackingColumns('Time,value')).toBeNull();
  expect(lackingColumns(REGULAR)).toBe('');
});

test('packet columns come together or not at all', () => {
  expect(() => parseHeader(`${REGULAR},packet_times,packet_dirs`, 'x')).toThrow('found a header with packet_times and packet_dirs alone');
});

test('a column cannot be there twice', () => {
  expect(() => parseHeader(`${REGULAR},Time`, 'x')).toThrow('found two columns named Time, expected one');
});

test('what is a header, and what is the beginning of one', () => {
  expect(isNetworkStatsHeader(REGULAR)).toBe(true);
  expect(isNetworkStatsHeader('Time,IP1,1->2Bytes')).toBe(false);
  for (let length = 1; length < EXTENDED.length; length++) expect(isCutNetworkStatsHeader(EXTENDED.slice(0, length))).toBe(length !== REGULAR.length);
  expect(isCutNetworkStatsHeader(EXTENDED)).toBe(false);
  expect(isCutNetworkStatsHeader('Timestamp')).toBe(false);
});
