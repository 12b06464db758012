import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordedBatches } from '../recorded-capture.fixture.ts';
import { type Packet, packetBatches, secondBatch } from '../synthetic-capture.fixture.ts';
import { LiveDetector } from './live-detector.ts';
import { StreamCutter, type StreamStep } from './stream-cutter.ts';

const T0 = 1_600_000_000_000;
const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();

const stepsOf = (batches: readonly CaptureBatch[], cutter = new StreamCutter()): StreamStep[] => [...batches.flatMap((batch) => [...cutter.feed(batch)]), ...cutter.end()];
/** Each row as its time, each other step as its word: in order, whatever batches they came in. */
const told = (steps: readonly StreamStep[]): unknown[] =>
  steps.flatMap((step): unknown[] => (step.kind === 'rows' ? [...step.batch.time.subarray(step.from, step.to)] : step.kind === 'setBack' ? [step.kind] : [`${step.kind} ${step.now}`]));
const packetsAt = (...times: number[]): Packet[] => times.map((time) => [time, 1000, 0]);

/** Streams that run, rest, jump and go back. */
const streams = fc
  .array(fc.tuple(fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -300, max: 900 }) }, { weight: 1, arbitrary: fc.integer({ min: -200_000, max: 200_000 }) }), fc.nat(5)), { maxLength: 60 })
  .map((jumps) => {
    let time = T0;
    return jumps.map(([by, flow]): Packet => {
      time += by;
      return [time, 100 + flow, 1, flow];
    });
  });

test('sweeps lie on whole seconds, before the row that brings them', () => {
  const steps = stepsOf(packetBatches(packetsAt(T0 + 100, T0 + 900, T0 + 1000, T0 + 3500, T0 + 3400, T0 + 3999)));
  expect(told(steps)).toEqual([`sweep ${T0}`, T0 + 100, T0 + 900, `sweep ${T0 + 1000}`, T0 + 1000, `sweep ${T0 + 3000}`, T0 + 3500, T0 + 3400, T0 + 3999, `end ${T0 + 3999}`]);
});

test('a stray row is left out, one that the next confirms is not, and a clock that was set back says so', () => {
  const cutter = new StreamCutter();
  const times = [T0, T0 + 500_000, T0 + 1, T0 + 500_000, T0 + 500_001, T0 - 9_000_000, T0 - 9_000_000];
  for (const size of [1, 2, 3, 7]) {
    expect(told(stepsOf(packetBatches(packetsAt(...times), [size])))).toEqual([
      `sweep ${T0}`, T0, T0 + 1, `sweep ${T0 + 500_000}`, T0 + 500_000, T0 + 500_001, 'setBack', `sweep ${T0 - 9_000_000}`, T0 - 9_000_000, T0 - 9_000_000, `end ${T0 - 9_000_000}`,
    ]);
  }
  stepsOf(packetBatches(packetsAt(...times)), cutter);
  expect(cutter.strayPackets).toBe(1);
});

test('nothing but time brings a sweep', () => {
  const cutter = new StreamCutter();
  expect([...cutter.pass(T0 + 1)]).toEqual([{ kind: 'sweep', now: T0 }]);
  expect([...cutter.pass(T0 + 999)]).toEqual([]);
  expect([...cutter.pass(T0 + 7000)]).toEqual([{ kind: 'sweep', now: T0 + 7000 }]);
  expect([...new StreamCutter().end()]).toEqual([{ kind: 'end', now: -Infinity }]);
});

test('rows, strays and flows are those of a detector that is fed the same', () => {
  fc.assert(
    fc.property(streams, fc.integer({ min: 1, max: 20 }), (packets, size) => {
      const detector = new LiveDetector({ kernels, model });
      const batches = packetBatches(packets, [size]);
      for (const batch of batches) detector.feed(batch);
      detector.end();
      const cutter = new StreamCutter();
      const steps = stepsOf(batches, cutter);
      expect(cutter.strayPackets).toBe(detector.counts.strayPackets);
      expect(told(steps).filter((each) => typeof each === 'number')).toHaveLength(detector.counts.packets);
      expect(cutter.now).toBe(detector.now);
      expect(steps.flatMap((step) => (step.kind === 'rows' ? step.newFlows : []))).toEqual(batches.flatMap(({ newFlows }) => newFlows));
      expect(told(steps)).toEqual(told(stepsOf(packetBatches(packets))));
    }),
  );
});

test('a label comes with the first row of its flow, else at the end of the batch; evicted flows come last', () => {
  const [batch] = packetBatches([[T0, 1, 0, 0], [T0 + 1000, 1, 0, 1], [T0 + 2000, 1, 0, 0]]);
  const labels = [0, 1, 7].map((flow) => ({ flow, tunnel: 'dtls' as const }));
  const rows = stepsOf([{ ...batch!, tunnels: labels, evictedFlows: [1] }]).filter((step) => step.kind === 'rows');
  expect(rows.map(({ tunnels }) => tunnels.map(({ flow }) => flow))).toEqual([[0], [1], [7]]);
  expect(rows.map(({ evictedFlows }) => evictedFlows)).toEqual([[], [], [1]]);
  expect(rows.map(({ newFlows }) => newFlows.length)).toEqual([2, 0, 0]);
});

test('a held row whose flow the reader has forgotten is left out, with all of its packets', () => {
  const cutter = new StreamCutter();
  const batch = secondBatch([[T0, 1, 1, 1, 1], [T0 + 7_200_000, 1, 1, 5, 6]]);
  const again = secondBatch([[T0 + 7_201_000, 1, 1, 1, 1, 1]]);
  expect(told(stepsOf([{ ...batch, evictedFlows: [0] }, again], cutter))).toEqual([`sweep ${T0}`, T0, `sweep ${T0 + 7_201_000}`, T0 + 7_201_000, `end ${T0 + 7_201_000}`]);
  expect(cutter.strayPackets).toBe(11);
});

test('a recorded capture is its rows and a sweep in each second that has any', async () => {
  const cutter = new StreamCutter();
  const seconds = new Set<number>();
  let rows = 0;
  let sweeps = 0;
  for await (const batch of recordedBatches('pair_vod4_hls_wg_p86.csv.gz')) {
    for (const time of batch.time) seconds.add(Math.floor(time / 1000));
    rows += batch.count;
    for (const step of cutter.feed(batch)) {
      if (step.kind === 'rows') rows -= step.to - step.from;
      if (step.kind === 'sweep') sweeps++;
    }
  }
  expect({ rows, sweeps }).toEqual({ rows: 0, sweeps: seconds.size });
});
