import type { Flow } from '@tunnelscope/capture/batch';
import { expect, test } from 'vitest';
import { decodeMessage } from '../message/decode-message.ts';
import { encodeMessage } from './encode-message.ts';
import { MessageCutter } from './message-cutter.ts';
import { Spool } from './spool.ts';

const flowNumbered = (number: number): Flow => ({ number, protocol: 6, a: { address: `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`, port: 1 }, b: { address: '::1', port: 2 } });

/** A packet of each flow of a range; the flow before it ends. */
function body(cutter: MessageCutter, from: number, to: number, time: number) {
  const count = to - from;
  const flow = Uint32Array.from({ length: count }, (_, i) => from + i);
  const batch = { kind: 'packets' as const, count, flow, time: new Float64Array(count).fill(time), nanoseconds: new Uint32Array(count), size: new Uint16Array(count).fill(100), fromA: new Uint8Array(count), newFlows: [...flow].map(flowNumbered), evictedFlows: from === 0 ? [] : [from - 1], tunnels: [{ flow: from, tunnel: 'dtls' as const }] };
  cutter.take({ kind: 'rows', batch, from: 0, to: count, newFlows: batch.newFlows, tunnels: batch.tunnels, evictedFlows: batch.evictedFlows });
  return cutter.flush();
}

test('what was dropped is told of before the next message, in as many as it takes', () => {
  const spool = new Spool(1, 20_000);
  const cutter = new MessageCutter(1);
  for (const [, each] of [...body(cutter, 0, 9000, 1000), ...body(cutter, 9000, 9001, 5000), ...body(cutter, 9001, 9002, 9000)]) spool.push(0, each);
  expect(spool.full).toBe(true);
  spool.makeRoom();
  expect(spool).toMatchObject({ full: false });
  const messages = [];
  for (let next = spool.next(0); next; next = spool.next(0)) messages.push(decodeMessage(encodeMessage({ finite: false, run: 1, sequence: 1, fingerprint: new Uint8Array(8), time: next.time }, ...next.parts)).steps);
  const rows = messages.flat().filter((step) => step.kind === 'packets');
  expect(messages.length).toBeGreaterThan(2);
  expect(messages.flat().filter(({ kind }) => kind === 'lost')).toEqual([{ kind: 'lost', packets: spool.droppedPackets, from: 1000, to: 1000 }]);
  expect(rows.flatMap(({ newFlows }) => newFlows.map(({ number }) => number))).toEqual([...Array(9002).keys()]);
  expect(rows.flatMap(({ tunnels }) => tunnels.map(({ flow }) => flow))).toEqual([0, 9000, 9001]);
  expect(rows.flatMap(({ evictedFlows }) => evictedFlows)).toEqual([8999, 9000]);
  expect(spool.droppedPackets + rows.reduce((sum, { time }) => sum + time.length, 0)).toBe(9002);
});

test('what the system had lost is told of also where the message that said so was dropped', () => {
  const spool = new Spool(1, 0);
  const cutter = new MessageCutter(1);
  cutter.lose(30, 400, 900);
  for (const [, each] of [...body(cutter, 0, 10, 1000), ...body(cutter, 10, 11, 5000)]) spool.push(0, each);
  spool.makeRoom();
  const { time, parts } = spool.next(0)!;
  const { steps } = decodeMessage(encodeMessage({ finite: false, run: 1, sequence: 1, fingerprint: new Uint8Array(8), time }, ...parts));
  expect(steps[0]).toEqual({ kind: 'lost', packets: 40, from: 400, to: 1000 });
  expect(spool.droppedPackets).toBe(10);
});

test('the newest message of a partition stays, however small the spool is', () => {
  const spool = new Spool(2, 0);
  for (const order of [0, 1, 2]) spool.push(order % 2, { time: 0, bytes: Uint8Array.of(4), packets: 1 + order });
  spool.makeRoom();
  expect([spool.droppedPackets, spool.packets]).toEqual([1, 5]);
});
