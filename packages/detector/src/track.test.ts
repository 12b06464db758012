import { loadKernels } from '@tunnelscope/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowNumbered, type Packet, packetBatches, recordsOf, secondBatch, T0 } from './synthetic-capture.fixture.ts';
import { trackFlows } from './track.ts';
import { fixedWindows, VERDICT_WINDOWS } from './window-plan.ts';

const kernels = await loadKernels('wasm');
const at = (seconds: number, flow = 0, size = 1000): Packet => [T0 + Math.round(1000 * seconds), size, 0, flow];
const every = (from: number, to: number, flow = 0): Packet[] => Array.from({ length: to - from }, (_, i) => at(from + i, flow));

test('flows are told apart, and handed out in order of their first appearance at the end', async () => {
  const packets = [at(0, 0), at(1, 1), at(2, 0), at(3, 2), at(4, 1)];
  const records = await recordsOf(packetBatches(packets), kernels);
  expect(records.map(({ flow, packets: count }) => [flow, count])).toEqual([[flowNumbered(0), 2], [flowNumbered(1), 2], [flowNumbered(2), 1]]);
});

test('a silence of the idle timeout starts a flow anew, a shorter one does not', async () => {
  const records = (gap: number) => recordsOf(packetBatches([...every(0, 12), ...every(11 + gap, 25 + gap)]), kernels, { idleTimeout: 30 });
  expect(await records(29.999)).toHaveLength(1);
  const [first, second] = await records(30);
  expect(first).toMatchObject({ packets: 12, durationSeconds: 11, windows: [{ packets: 10 }] });
  expect(second).toMatchObject({ packets: 14, start: T0 + 41_000, windows: [{ start: 0, packets: 10 }] });
});

test('the same where silence was looked for just before', async () => {
  const records = (gap: number) => recordsOf(packetBatches([...every(0, 12), at(10 + gap, 1), at(11 + gap)]), kernels, { idleTimeout: 30 });
  expect((await records(29.999)).map(({ flow, packets }) => [flow.number, packets])).toEqual([[0, 13], [1, 1]]);
  expect((await records(30)).map(({ flow, packets }) => [flow.number, packets])).toEqual([[0, 12], [0, 1], [1, 1]]);
});

test('the idle timeout is ten minutes unless said otherwise', async () => {
  expect(await recordsOf(packetBatches([at(0), at(599.9)]), kernels)).toHaveLength(1);
  expect(await recordsOf(packetBatches([at(0), at(600)]), kernels)).toHaveLength(2);
});

test('a clock that steps back by more than a minute starts a flow anew, a smaller step does not', async () => {
  const records = (step: number) => recordsOf(packetBatches([...every(100, 115), ...every(114 - step, 130 - step)]), kernels);
  expect(await records(59.9)).toHaveLength(1);
  const [first, second] = await records(60);
  expect(first).toMatchObject({ packets: 15, start: T0 + 100_000, latePackets: 0 });
  expect(second).toMatchObject({ packets: 16, start: T0 + 54_000, latePackets: 0 });
  expect(second!.windows).toHaveLength(1);
});

test('the same at one-second resolution', async () => {
  const rows = (from: number) => Array.from({ length: 12 }, (_, i) => [1000 * (1_600_000_000 + from + i), 0, 1000, 0, 1] as const);
  const records = await recordsOf([secondBatch([...rows(200), ...rows(100), ...rows(800)])], kernels);
  expect(records.map(({ start, durationSeconds }) => [start / 1000 - 1_600_000_000, durationSeconds])).toEqual([[200, 12], [100, 12], [800, 12]]);
});

test('a flow that falls silent is handed out while others go on, without a packet of its own', async () => {
  let read = 0;
  async function* batches() {
    for (const batch of packetBatches([...every(0, 20, 0), ...every(20, 100, 1)], [1])) {
      read++;
      yield batch;
    }
  }
  const options = { kernels, plan: fixedWindows(10), clientOf: () => null, seed: false, idleTimeout: 20 };
  const handedOut: [flow: number, batchesRead: number][] = [];
  for await (const { flow } of trackFlows(batches(), options)) handedOut.push([flow.number, read]);
  // Its last packet is at 19 s, and silence is looked for once in a tenth of the timeout: at 40 s, in the batch of that second.
  expect(handedOut).toEqual([[0, 41], [1, 100]]);
});

test('one packet from the future does not keep flows from ending', async () => {
  const future: Packet = [at(0)[0] + 80 * 365 * 86_400_000, 100, 0, 2];
  let read = 0;
  async function* batches() {
    for (const batch of packetBatches([future, ...every(0, 20, 0), ...every(20, 100, 1)], [10])) {
      read++;
      yield batch;
    }
  }
  const ends: [flow: number, batchesRead: number][] = [];
  for await (const { flow } of trackFlows(batches(), { kernels, plan: fixedWindows(10), clientOf: () => null, seed: false, idleTimeout: 20 })) ends.push([flow.number, read]);
  expect(ends.filter(([flow]) => flow === 0)[0]![1]).toBeLessThan(8);
});

describe('batch boundaries do not matter', () => {
  const capture = fc.array(
    fc.record({ step: fc.oneof(fc.integer({ min: -3000, max: 4000 }), fc.constantFrom(-70_000, 25_000, 40_000)), size: fc.nat(1500), fromA: fc.constantFrom(0 as const, 1 as const), flow: fc.nat(2) }),
    { minLength: 1, maxLength: 80 },
  ).map((steps) => {
    let time = T0;
    return steps.map(({ step, size, fromA, flow }): Packet => {
      time += step;
      return [time, size, fromA, flow];
    });
  });

  test.each([['windows', fixedWindows(10)], ['a verdict', VERDICT_WINDOWS]] as const)('the same packets in any batching give the same records: %s', async (_, plan) => {
    await fc.assert(fc.asyncProperty(capture, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 10 }), async (packets, sizes) => {
      const options = { plan, idleTimeout: 30, seed: true };
      const whole = await recordsOf(packetBatches(packets), kernels, options);
      expect(await recordsOf(packetBatches(packets, sizes), kernels, options)).toEqual(whole);
      expect(whole.reduce((sum, record) => sum + record.packets, 0)).toBe(packets.length);
    }), { seed: 1, numRuns: 150 });
  });

  test('nor does the engine', async () => {
    const typescript = await loadKernels('typescript');
    await fc.assert(fc.asyncProperty(capture, async (packets) => {
      const options = { seed: true, idleTimeout: 30 };
      expect(await recordsOf(packetBatches(packets), typescript, options)).toEqual(await recordsOf(packetBatches(packets), kernels, options));
    }), { seed: 1, numRuns: 60 });
  });
});

describe('flows that are evicted', () => {
  test('end with their batch, in the order given, and those that had ended before give nothing more', async () => {
    const batches = packetBatches([at(0, 0), at(1, 1), at(2, 2), at(40, 1), at(41, 3)], [3, 2]);
    const evicting = [{ ...batches[0]!, evictedFlows: [2] }, { ...batches[1]!, evictedFlows: [3, 0] }];
    let read = 0;
    async function* counted() {
      for (const batch of evicting) {
        read++;
        yield batch;
      }
    }
    const handedOut: [flow: number, packets: number, batchesRead: number][] = [];
    for await (const { flow, packets } of trackFlows(counted(), { kernels, plan: fixedWindows(10), clientOf: () => null, seed: false, idleTimeout: 20 })) {
      handedOut.push([flow.number, packets, read]);
    }
    // At 40 s flows 0 and 1 have been silent for too long: one of them starts anew, the other is evicted without having come again.
    expect(handedOut).toEqual([[2, 1, 1], [0, 1, 2], [1, 1, 2], [3, 1, 2], [1, 1, 2]]);
  });

  test('have the windows that they had filled', async () => {
    const [batch] = packetBatches(every(0, 25));
    const [record, ...others] = await recordsOf([{ ...batch!, evictedFlows: [0] }], kernels);
    expect(others).toEqual([]);
    expect(record!.windows.map(({ start, packets }) => [start, packets])).toEqual([[0, 10], [10, 10]]);
  });

  test('the same at one-second resolution', async () => {
    const rows = secondBatch([[T0, 0, 1000, 0, 1, 0], [T0, 0, 1000, 0, 1, 1]]);
    expect((await recordsOf([{ ...rows, evictedFlows: [1] }], kernels)).map(({ flow }) => flow.number)).toEqual([1, 0]);
  });
});

test('a record has the latest tunnel of its flow, also after a silence', async () => {
  const [first, second, third] = packetBatches([at(0, 0), at(1, 1), at(2, 0), at(40, 0)], [2, 1, 1]);
  const records = await recordsOf([
    { ...first!, tunnels: [{ flow: 0, tunnel: 'dtls' }] }, { ...second!, tunnels: [{ flow: 0, tunnel: 'openvpn' }] }, third!,
  ], kernels, { idleTimeout: 20 });
  expect(records.map(({ flow, tunnel }) => [flow.number, tunnel])).toEqual([[0, 'openvpn'], [1, null], [0, 'openvpn']]);
});

test('a capture without packets has no flows', async () => {
  expect(await recordsOf([], kernels)).toEqual([]);
});
