import type { FlowRecord } from '@tunnelscope/detector/flow-record';
import { expect, test } from 'vitest';
import { HeaviestSoFar, HeldBack } from './primary.ts';

const record = (number: number, bytesDown: number): FlowRecord =>
  ({ flow: { number }, bytesDown, bytesUp: 10 }) as FlowRecord;

test('of the lines held back all those of the heaviest flow are marked', () => {
  const held = new HeldBack<string>();
  const [small, large, equal] = [record(0, 10), record(1, 100), record(2, 100)];
  for (const [flow, line] of [[small, 'a'], [large, 'b'], [large, 'c'], [equal, 'd']] as const) held.add(flow, line);
  expect([...held.release()]).toEqual([
    { line: 'a', primary: false }, { line: 'b', primary: true }, { line: 'c', primary: true }, { line: 'd', primary: false },
  ]);
});

test('on a stream the heaviest flow so far is primary', async () => {
  const heaviest = new HeaviestSoFar();
  const batch = (flow: number, size: number) => ({
    kind: 'packets' as const, count: 1, time: Float64Array.of(0), nanoseconds: Uint32Array.of(0), size: Uint16Array.of(size), flow: Uint32Array.of(flow), fromA: Uint8Array.of(1),
    newFlows: [{ number: flow, a: { address: 'a', port: 0 }, b: { address: 'b', port: 0 }, protocol: 17 }],
  });
  const seen: boolean[][] = [];
  async function* batches() {
    yield batch(0, 100);
    yield batch(1, 300);
  }
  for await (const _ of heaviest.watch(batches())) seen.push([0, 1].map((number) => heaviest.isPrimary(record(number, 0))));
  expect(seen).toEqual([[true, false], [false, true]]);
});
