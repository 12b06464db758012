import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { expect, test } from 'vitest';
import { recordedBatches } from '../recorded-capture.fixture.ts';
import { flowNumbered, secondBatch } from '../synthetic-capture.fixture.ts';
import { LiveDetector } from './live-detector.ts';
import { flowBatches, type Packet, primaryPackets } from './spliced-stream.fixture.ts';

const T0 = 1_600_000_000_000;
const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();
const made = () => new LiveDetector({ kernels, model });
const every = (seconds: number, count: number, start = T0) => Array.from({ length: count }, (_, i): Packet => [start + 1000 * seconds * i, 1000, 0]);

test('a tunnel is told of before the verdicts of the batch that shows it', async () => {
  const packets = await primaryPackets('pair_vod4_hls_wg_p86.csv.gz');
  const [batch] = flowBatches(packets, 0, packets.length);
  const kinds = made().feed({ ...batch!, tunnels: [{ flow: 0, tunnel: 'wireguard' }] }).map(({ kind }) => kind);
  expect(kinds.slice(0, 2)).toEqual(['tunnel', 'verdict']);
});

test('a flow that comes back after a silence is the tunnel that it was, until the reader forgets it', () => {
  const detector = made();
  const [first] = flowBatches(every(1, 10));
  detector.feed({ ...first!, tunnels: [{ flow: 0, tunnel: 'openvpn' }] });
  const [again] = flowBatches(every(1, 10, T0 + 3_600_000));
  const events = detector.feed({ ...again!, newFlows: [], evictedFlows: [0] });
  expect(events.filter(({ kind }) => kind !== 'verdict')).toMatchObject([{ kind: 'end', reason: 'idle' }, { kind: 'tunnel', tunnel: 'openvpn', number: 0, time: T0 + 3_600_000 }, { kind: 'end', reason: 'evicted' }]);
  const [other] = flowBatches(every(1, 10, T0 + 3_610_000));
  expect(detector.feed(other!)).toEqual([]);
  expect(detector.flows.get(0)!.tunnel).toBeNull();
});

test('nothing of a sparse stream is lost, wherever its batches end', () => {
  for (const size of [1, 3, 100]) {
    const detector = made();
    for (const batch of flowBatches(every(90, 21), 0, size)) detector.feed(batch);
    detector.end();
    expect(detector.counts).toMatchObject({ packets: 21, bytes: 21_000, strayPackets: 0 });
  }
});

test('a row that nothing confirms before the end is counted as left out, with all of its packets', () => {
  const detector = made();
  detector.feed(secondBatch([[T0, 100, 200, 3, 4], [T0 + 7_200_000, 100, 200, 5, 6]]));
  detector.end();
  expect(detector.counts).toMatchObject({ packets: 7, strayPackets: 11 });
});

test('packets that a buffer held back for minutes are late, and their flow goes on', () => {
  const detector = made();
  const [early, late] = [every(1, 30), every(1, 30, T0 + 30_000)].map((packets, i) => ({ ...flowBatches(packets)[0]!, ...(i > 0 && { newFlows: [] }) }));
  detector.feed(early!);
  detector.pass(T0 + 110_000);
  expect(detector.feed(late!).filter(({ kind }) => kind === 'end')).toEqual([]);
  expect(detector.now).toBe(T0 + 59_000);
  expect(detector.counts).toMatchObject({ flows: 1, packets: 60, strayPackets: 0 });
});

test.each(['L_vod2_wg.regular.csv.gz', 'pair_live4_hls_wg_p86.csv.gz'])('%s: what has stopped keeps its verdict', async (name) => {
  const detector = made();
  for await (const batch of recordedBatches(name)) detector.feed(batch);
  const stopped = detector.now;
  const before = [...detector.flows.values()].map(({ policy }) => policy.current?.verdict);
  const events = Array.from({ length: 119 }, (_, second) => detector.pass(stopped + 1000 * second)).flat();
  expect(events.filter((event) => event.kind === 'verdict' && event.cause !== 'first')).toEqual([]);
  expect([...detector.flows.values()].map(({ policy }) => policy.current?.verdict)).toEqual(before);
});

test('a label that comes with a row in doubt is its flow\'s all the same', () => {
  const detector = made();
  detector.feed(flowBatches(every(1, 10))[0]!);
  const [late] = flowBatches(every(1, 1, T0 + 95_000));
  expect(detector.feed({ ...late!, newFlows: [], tunnels: [{ flow: 0, tunnel: 'dtls' }] })).toMatchObject([{ kind: 'tunnel', tunnel: 'dtls' }]);
});

test('flows that began together are not all judged in the same second for ever', () => {
  const detector = made();
  const [batch] = flowBatches(every(0.5, 201));
  const newFlows = Array.from({ length: 50 }, (_, number) => flowNumbered(number));
  detector.feed({ ...batch!, newFlows, time: batch!.time.map((time) => Math.floor(time / 500) * 500), flow: batch!.flow.map((_, row) => row % 50) });
  for (let time = 0; time <= 62_000; time += 500) detector.feed({ ...batch!, newFlows: [], count: 50, time: new Float64Array(50).fill(batch!.time[0]! + time), flow: Uint32Array.from({ length: 50 }, (_, number) => number) });
  const seconds = new Set([...detector.flows.values()].map(({ nextStep }) => Math.floor(nextStep / 1000)));
  expect(seconds.size).toBeGreaterThan(7);
});
