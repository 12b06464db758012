import type { PacketBatch, SecondBatch } from '@tunnelscope/capture/batch';
import { flowId } from '@tunnelscope/detector/flow-id';
import { expect, test } from 'vitest';
import { manyFlows } from '../live/live-server.fixture.ts';
import { FlowNumbers } from './flow-numbers.ts';
import { SourceTranslation, translatePushed } from './translate.ts';

const [A, B] = [{ address: '10.0.0.1', port: 5 }, { address: '10.0.0.2', port: 443 }];
const flow = (number: number, a = A, b = B) => ({ number, a, b, protocol: 17 });
const packets = (...rows: [flow: number, fromA: number][]): PacketBatch => ({
  kind: 'packets', count: rows.length, time: new Float64Array(rows.length), nanoseconds: new Uint32Array(rows.length), size: new Uint16Array(rows.length),
  flow: Uint32Array.from(rows, ([number]) => number), fromA: Uint8Array.from(rows, ([, fromA]) => fromA), newFlows: [], evictedFlows: [], tunnels: [],
});

test('a flow has one number whoever tells of it, and whichever end comes first', () => {
  const numbers = new FlowNumbers(flowId);
  const one = new SourceTranslation(numbers).translate({ ...packets([7, 1], [9, 0]), newFlows: [flow(7), flow(9, A, A)], tunnels: [{ flow: 7, tunnel: 'wireguard' }] }) as PacketBatch;
  expect([[...one.flow], [...one.fromA], one.newFlows.map(({ number }) => number), one.tunnels]).toEqual([[0, 1], [1, 0], [0, 1], [{ flow: 0, tunnel: 'wireguard' }]]);
  const other = new SourceTranslation(numbers).translate({ ...packets([0, 1], [0, 0]), newFlows: [flow(0, B, A)] }) as PacketBatch;
  expect([[...other.flow], [...other.fromA], other.newFlows]).toEqual([[0, 0], [0, 1], []]);
  const seconds: SecondBatch = { kind: 'seconds', count: 1, time: Float64Array.of(0), flow: Uint32Array.of(3), bytesFromA: Float64Array.of(1), bytesFromB: Float64Array.of(2), packetsFromA: Float64Array.of(3), packetsFromB: Float64Array.of(4), newFlows: [flow(3, B, A)], evictedFlows: [] };
  expect(new SourceTranslation(numbers).translate(seconds)).toMatchObject({ bytesFromA: Float64Array.of(2), bytesFromB: Float64Array.of(1), packetsFromA: Float64Array.of(4), packetsFromB: Float64Array.of(3), flow: Uint32Array.of(0) });
  expect(numbers.numberOf(flowId(flow(0)))).toBe(0);
});

test('of too many flows the one that was told of longest ago is forgotten; when it comes again it has another number', () => {
  const numbers = new FlowNumbers(flowId, 2);
  const tell = (...ports: number[]) => {
    const batch = numbers.batch();
    const told = ports.map((port) => batch.swapped(flow(0, { ...A, port })).number);
    return { told, evicted: batch.evictedFlows, made: batch.newFlows.map(({ number }) => number) };
  };
  expect(tell(1, 2)).toEqual({ told: [0, 1], evicted: [], made: [0, 1] });
  expect(tell(1, 3)).toEqual({ told: [0, 2], evicted: [1], made: [2] });
  expect(tell(2, 1)).toEqual({ told: [3, 4], evicted: [0, 2], made: [3, 4] });
  expect(numbers.numberOf(flowId(flow(0, { ...A, port: 3 })))).toBeNull();
});

test('packets from before a time are left out and counted', () => {
  const [batch] = manyFlows('tap', 3, 0, 1000);
  const { batch: translated, late } = translatePushed({ ...batch!, time: Float64Array.of(10, 999, 1000) }, new FlowNumbers(flowId), 999);
  expect(late).toBe(1);
  expect([...(translated as PacketBatch).time.subarray(0, translated.count)]).toEqual([999, 1000]);
});
