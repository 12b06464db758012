import { expect, test } from 'vitest';
import { AddressMask, maskFlows } from './masked-flows.ts';

test('the same address has the same mask, of the same version', () => {
  const mask = new AddressMask();
  expect(['10.0.0.1', 'fe80::1', 'AnonIP1', '10.0.0.1', 'fe80::1'].map((address) => mask.of(address))).toEqual([
    '240.0.0.1', '2001:db8::2', '240.0.0.3', '240.0.0.1', '2001:db8::2',
  ]);
});

test('very many addresses still have masks of their own', () => {
  const mask = new AddressMask();
  const masks = new Set(Array.from({ length: 70_000 }, (_, i) => mask.of(i % 2 ? `::${i.toString(16)}` : `10.0.${i}`)));
  expect(masks.size).toBe(70_000);
  expect([mask.of('10.0.69998'), mask.of('::1116f')]).toEqual(['240.1.17.111', '2001:db8::1:1170']);
});

test('only the names of flows change', async () => {
  const columns = { count: 1, time: Float64Array.of(0), nanoseconds: Uint32Array.of(0), size: Uint16Array.of(9), flow: Uint32Array.of(4), fromA: Uint8Array.of(1) };
  const batch = { kind: 'packets' as const, ...columns, newFlows: [{ number: 4, a: { address: '::1', port: 1 }, b: { address: '::2', port: 2 }, protocol: 17 }], evictedFlows: [4], tunnels: [] };
  async function* batches() {
    yield batch;
  }
  for await (const masked of maskFlows(batches(), new AddressMask())) {
    expect(masked).toEqual({ ...batch, newFlows: [{ number: 4, a: { address: '2001:db8::1', port: 1 }, b: { address: '2001:db8::2', port: 2 }, protocol: 17 }] });
  }
});
