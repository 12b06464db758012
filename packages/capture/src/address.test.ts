import { expect, test } from 'vitest';
import { addressBytes, addressText, canonicalAddress } from './address.ts';

test.each([
  ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:DB8::ABCD', '2001:db8::abcd'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['::', '::'],
  ['FE80::1', 'fe80::1'],
  ['::FFFF:192.0.2.1', '::ffff:192.0.2.1'],
])('%s is written as %s (RFC 5952)', (text, canonical) => {
  expect(canonicalAddress(text)).toBe(canonical);
});

test.each(['0', '0.0.0.0', '192.168.1.5', 'AnonIP1', '', 'a:b', '10.1'])('%j stays as it is', (text) => {
  expect(canonicalAddress(text)).toBe(text);
});

test('bytes become the same text', () => {
  expect(addressText(Uint8Array.of(192, 168, 0, 1))).toBe('192.168.0.1');
  expect(addressText(Uint8Array.of(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xab, 1))).toBe('2001:db8::ab01');
  expect(addressText(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1))).toBe('::ffff:192.0.2.1');
});

test.each(['10.0.0.1', '255.255.255.255', '::', '::1', '2001:db8::ff00:42:8329', '::ffff:192.0.2.1'])('%s: its bytes give the same text again', (text) => {
  expect(addressText(addressBytes(text))).toBe(text);
});

test.each(['', '10.0.0', '10.0.0.256', '0x0a.0.0.1', ':::', 'host', 'fe80::1%eth0'])('%j has no bytes', (text) => {
  expect(() => addressBytes(text)).toThrow(RangeError);
});
