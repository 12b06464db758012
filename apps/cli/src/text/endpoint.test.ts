import { expect, test } from 'vitest';
import { endpointText, protocolText } from './endpoint.ts';

test('ports are told from addresses', () => {
  expect(endpointText('10.0.0.1', 443)).toBe('10.0.0.1:443');
  expect(endpointText('2001:db8::1', 443)).toBe('[2001:db8::1]:443');
  expect(endpointText('2001:db8::1', 0)).toBe('2001:db8::1');
});

test('protocols without a usual name are numbers', () => {
  expect([6, 17, 50, 253].map(protocolText)).toEqual(['TCP', 'UDP', 'ESP', '253']);
});
