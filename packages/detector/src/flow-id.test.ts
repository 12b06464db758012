import { expect, test } from 'vitest';
import { flowId } from './flow-id.ts';

const a = { address: '192.0.2.7', port: 50_000 };
const b = { address: '2001:db8::1', port: 443 };

test('is the first 12 digits of the 64-bit FNV-1a hash over "17 192.0.2.7|50000 2001:db8::1|443"', () => {
  expect(flowId({ a, b, protocol: 17 })).toBe('f0e8e36b8bd5');
});

test('does not depend on which side comes first', () => {
  expect(flowId({ a: b, b: a, protocol: 17 })).toBe(flowId({ a, b, protocol: 17 }));
});

test('differs with protocol, address, port, and with which port belongs to which address', () => {
  const others = [
    { a, b, protocol: 6 },
    { a: { ...a, address: '192.0.2.8' }, b, protocol: 17 },
    { a: { ...a, port: 50_001 }, b, protocol: 17 },
    { a, b: { ...b, port: 444 }, protocol: 17 },
    { a: { ...a, port: b.port }, b: { ...b, port: a.port }, protocol: 17 },
  ];
  expect(new Set([{ a, b, protocol: 17 }, ...others].map(flowId)).size).toBe(6);
});
