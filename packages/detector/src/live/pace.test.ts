import type { CaptureBatch, PacketBatch } from '@tunnelscope/capture/batch';
import { expect, test } from 'vitest';
import { secondBatch } from '../synthetic-capture.fixture.ts';
import type { WallClock } from './clock.ts';
import { pace } from './pace.ts';
import { flowBatches, type Packet, streamOf } from './spliced-stream.fixture.ts';

const T0 = 1_600_000_000_000;

function jumpingClock(): WallClock {
  let now = 1000;
  return {
    now: () => now,
    sleep: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

async function replay(batches: readonly CaptureBatch[], speed: number, signal = new AbortController().signal) {
  const clock = jumpingClock();
  const start = clock.now();
  const pieces: { at: number; batch: CaptureBatch }[] = [];
  for await (const batch of pace(streamOf(batches), speed, clock, signal)) pieces.push({ at: clock.now() - start, batch });
  return { pieces, lasted: clock.now() - start };
}

const packets = Array.from({ length: 600 }, (_, i): Packet => [T0 + 50 * i, 100 + i, (i % 2) as 0 | 1]);

test.each([1, 10, 60])('at speed %i nothing comes early, and hardly anything late', async (speed) => {
  const { pieces, lasted } = await replay(flowBatches(packets, 0, 128), speed);
  for (const { at, batch } of pieces) {
    expect(batch.time.at(-1)! - T0).toBeLessThanOrEqual(speed * at + 1e-6);
    expect(batch.time[0]! - T0).toBeGreaterThan(speed * (at - 250));
  }
  expect(lasted).toBeGreaterThanOrEqual((599 * 50) / speed);
  expect(lasted).toBeLessThan((599 * 50) / speed + 250);
});

test('every packet comes once, in order, and flows with their first', async () => {
  const batches = flowBatches(packets, 0, 128).map((batch, i): PacketBatch => ({ ...batch, evictedFlows: i === 3 ? [7] : [], tunnels: i === 2 ? [{ flow: 0, tunnel: 'dtls' }] : [] }));
  const { pieces } = await replay(batches, 3);
  const all = pieces.map(({ batch }) => batch as PacketBatch);
  expect(all.flatMap(({ size }) => [...size])).toEqual(packets.map(([, size]) => size));
  expect(all.flatMap(({ fromA }) => [...fromA])).toEqual(packets.map(([, , fromA]) => fromA));
  expect(all.flatMap(({ newFlows }) => newFlows)).toHaveLength(1);
  expect(all[0]!.newFlows).toHaveLength(1);
  expect(all.flatMap(({ evictedFlows }) => evictedFlows)).toEqual([7]);
  expect(all.flatMap(({ tunnels }) => tunnels)).toEqual([{ flow: 0, tunnel: 'dtls' }]);
});

test('a tunnel is named as soon as its flow is, and one of a flow without a row at the end', async () => {
  const [batch] = flowBatches(packets.slice(0, 100), 0, 100) as [PacketBatch];
  const { pieces } = await replay([{ ...batch, tunnels: [{ flow: 0, tunnel: 'dtls' }, { flow: 9, tunnel: 'ipsec' }] }], 1);
  const named = pieces.map(({ batch: piece }) => (piece as PacketBatch).tunnels.map(({ tunnel }) => tunnel));
  expect(named.length).toBeGreaterThan(2);
  expect([named[0], named.at(-1)]).toEqual([['dtls'], ['ipsec']]);
  expect(named.flat()).toHaveLength(2);
});

test('a gap of hours is skipped, and so is a clock that was set back', async () => {
  const { lasted } = await replay(flowBatches([[T0, 1, 1], [T0 + 7_200_000, 2, 1], [T0 - 7_200_000, 3, 1], [T0 - 7_199_000, 4, 1]]), 1);
  expect(lasted).toBe(1000);
});

test('rows of seconds are paced too', async () => {
  const { pieces, lasted } = await replay([secondBatch([[T0, 1, 2, 3, 4], [T0 + 1000, 5, 6, 7, 8], [T0 + 2000, 9, 10, 11, 12]])], 2);
  expect(lasted).toBe(1000);
  expect(pieces.map(({ batch }) => batch.kind === 'seconds' && batch.packetsFromB[0])).toEqual([4, 8, 12]);
});

test('a signal ends it', async () => {
  const stop = new AbortController();
  stop.abort();
  const { pieces } = await replay(flowBatches(packets, 0, 128), 1, stop.signal);
  expect(pieces).toHaveLength(1);
});
