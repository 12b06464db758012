import type { Flow } from '@tunnelscope/capture/batch';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowId } from './flow-id.ts';

const a = { address: '192.0.2.7', port: 50_000 };
const b = { address: '2001:db8::1', port: 443 };

test('is the first 12 digits of the 64-bit FNV-1a hash over "17 192.0.2.7|50000 2001:db8::1|443"', () => {
  expect(flowId({ a, b, protocol: 17 })).toBe('f0e8e36b8bd5');
});

test('is what the definition of FNV-1a gives in whole numbers of 64 bits, whatever the name', () => {
  const end = fc.record({ address: fc.string({ unit: 'grapheme' }), port: fc.nat(65_535) });
  fc.assert(fc.property(end, end, fc.nat(255), (one, other, protocol) => {
    expect(flowId({ a: one, b: other, protocol })).toBe(byDefinition({ a: one, b: other, protocol }));
  }), { seed: 1, numRuns: 300 });
});

function byDefinition({ a: one, b: other, protocol }: Pick<Flow, 'a' | 'b' | 'protocol'>): string {
  const ends = [one, other].map(({ address, port }) => `${address}|${port}`).sort();
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(`${protocol} ${ends.join(' ')}`)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0').slice(0, 12);
}

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
