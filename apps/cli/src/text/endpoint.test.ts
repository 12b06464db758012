import { expect, test } from 'vitest';
import { endpointText, protocolNumber, protocolText } from './endpoint.ts';

test('ports are told from addresses', () => {
  expect(endpointText('10.0.0.1', 443)).toBe('10.0.0.1:443');
  expect(endpointText('2001:db8::1', 443)).toBe('[2001:db8::1]:443');
  expect(endpointText('2001:db8::1', 0)).toBe('2001:db8::1');
});

test('protocols are found by name', () => {
  expect(['TCP', 'udp', 'icmpV6', '6in4', 'nothing', '17'].map(protocolNumber)).toEqual([6, 17, 58, 41, null, null]);
});

test('protocols without a usual name are numbers', () => {
  expect([6, 17, 50, 253].map(protocolText)).toEqual(['TCP', 'UDP', 'ESP', '253']);
});
