import type { FlowRecord } from './flow-record.ts';
import { expect, test } from 'vitest';
import { HeaviestSoFar, HeldBack } from './primary.ts';

const record = (number: number, bytesDown: number): FlowRecord =>
  ({ flow: { number }, bytesDown, bytesUp: 10 }) as FlowRecord;

/** Each line as it comes out, `*` behind those of the primary flow, `|` where the capture has ended. */
function written(flows: readonly (readonly [record: FlowRecord, ...lines: string[]])[], most?: number): string {
  const held = new HeldBack<string>(most);
  const out: string[] = [];
  for (const [flow, ...lines] of flows) for (const line of lines) out.push(...held.add(flow, line));
  out.push('|', ...[...held.release()].map(({ line, primary }) => (primary ? `${line}*` : line)));
  return out.join('');
}

test('lines come in their order, those of the heaviest flow marked, of several equal ones those of the first', () => {
  expect(written([[record(0, 10), 'a'], [record(1, 100), 'b', 'c'], [record(2, 100), 'd']])).toBe('a|b*c*d');
});

test('a line is written as soon as a heavier flow has come', () => {
  expect(written([[record(0, 1), 'a'], [record(1, 0), 'b'], [record(2, 2), 'c'], [record(3, 3), 'd']])).toBe('abc|d*');
});

test('no more wait than may: then they go before the heaviest', () => {
  expect(written([[record(0, 9), 'a'], ...[...'bcdefgh'].map((line, i) => [record(1 + i, 1), line] as const)], 2)).toBe('bcdefg|a*h');
  expect(written([[record(0, 9), 'a'], [record(1, 1), 'b'], [record(2, 1), 'c'], [record(3, 1), 'd'], [record(4, 99), 'e']], 2)).toBe('bcda|e*');
});

test('a capture without lines has none to release', () => {
  expect(written([])).toBe('|');
});

test('on a stream the heaviest flow so far is primary; flows that are evicted are known until their batch is done with', async () => {
  const heaviest = new HeaviestSoFar();
  const batch = (flow: number, size: number, evictedFlows: readonly number[]) => ({
    kind: 'packets' as const, count: 1, time: Float64Array.of(0), nanoseconds: Uint32Array.of(0), size: Uint16Array.of(size), flow: Uint32Array.of(flow), fromA: Uint8Array.of(1),
    newFlows: [], evictedFlows, tunnels: [],
  });
  const seen: boolean[][] = [];
  async function* batches() {
    yield batch(0, 100, []);
    yield batch(1, 300, [1]);
    yield batch(0, 250, []);
  }
  for await (const _ of heaviest.watch(batches())) seen.push([0, 1].map((number) => heaviest.isPrimary(record(number, 0))));
  expect(seen).toEqual([[true, false], [false, true], [true, false]]);
});
