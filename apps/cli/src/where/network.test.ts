import { expect, test } from 'vitest';
import { contains, networkOf, parseAddress, parseNetwork } from './network.ts';

test.each(['10.0.0.0/8', '10.1.2.3', '::/0', '2001:db8::/32', '::1'])('%s is a network', (text) => {
  expect(parseNetwork(text)).not.toBeNull();
});

test.each(['', '10', '10.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/8/8', '300.1.1.1', '::/129', 'AnonIP1', '10.0.0.0/-1', '0x0a.1.1.1'])('%j is none', (text) => {
  expect(parseNetwork(text)).toBeNull();
});

test('a network contains its first and last address and not their neighbours', () => {
  const network = parseNetwork('192.0.2.64/26')!;
  expect(['192.0.2.63', '192.0.2.64', '192.0.2.127', '192.0.2.128'].map((address) => contains(network, address))).toEqual([false, true, true, false]);
});

test.each<[string, number, string]>([
  ['172.31.1.2', 24, '172.31.1.0/24'],
  ['172.31.255.2', 20, '172.31.240.0/20'],
  ['172.31.1.2', 0, '0.0.0.0/0'],
  ['172.31.1.2', 32, '172.31.1.2/32'],
  ['2001:db8:1:2:3::4', 64, '2001:db8:1:2::/64'],
  ['2001:db8:1:2:3::4', 63, '2001:db8:1:2::/63'],
  ['2001:db8:1:3:3::4', 63, '2001:db8:1:2::/63'],
])('%s lies with /%d in %s', (address, length, network) => {
  expect(networkOf(parseAddress(address)!, length)).toBe(network);
});
