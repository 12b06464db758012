import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { expect, test } from 'vitest';
import type { WallClock } from './clock.ts';
import { follow } from './follow.ts';
import { LiveDetector } from './live-detector.ts';
import { flowBatches, type Packet, streamOf } from './spliced-stream.fixture.ts';

const T0 = 1_600_000_000_000;
const packets = Array.from({ length: 100 }, (_, i): Packet => [T0 + 50 * i, 1200, 0]);

const made = async (idleSeconds = 120) => new LiveDetector({ kernels: await loadKernels('wasm'), model: await loadDefaultModel(), idleSeconds });

/** A clock that is set by sleeping: time passes only while somebody waits for it. */
function sleepingClock(): WallClock {
  let now = 5000;
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        setImmediate(() => {
          if (!signal.aborted) now += milliseconds;
          resolve();
        });
      }),
  };
}

test('a stream that falls silent goes on in time, until its flow has been idle for too long', async () => {
  const detector = await made(20);
  const stop = new AbortController();
  async function* silent(): AsyncGenerator<CaptureBatch> {
    yield* flowBatches(packets);
    await new Promise(() => {});
  }
  const clock = sleepingClock();
  const kinds: string[] = [];
  for await (const events of follow(silent(), detector, { clock, speed: 1, signal: stop.signal })) {
    for (const event of events) kinds.push(event.kind === 'end' ? event.reason : event.kind);
    if (detector.counts.idle > 0) stop.abort();
  }
  expect(kinds.at(-1)).toBe('idle');
  expect(detector.now - packets.at(-1)![0]).toBeGreaterThanOrEqual(20_000);
  expect(detector.now - packets.at(-1)![0]).toBeLessThan(23_000);
});

test('at full speed the packets alone are the clock, and the end ends the flows', async () => {
  const detector = await made();
  const clock: WallClock = { now: () => 0, sleep: () => Promise.reject(new Error('nothing may wait')) };
  const kinds: string[] = [];
  for await (const events of follow(streamOf(flowBatches(packets, 0, 10)), detector, { clock, speed: Infinity, signal: new AbortController().signal })) {
    for (const event of events) kinds.push(event.kind === 'end' ? event.reason : event.kind);
  }
  expect(kinds).toEqual(['capture ended']);
  expect(detector.counts.packets).toBe(100);
});

test('a fault of the source is thrown after what came before it was followed', async () => {
  const detector = await made();
  async function* broken(): AsyncGenerator<CaptureBatch> {
    yield* flowBatches(packets);
    throw new Error('disk on fire');
  }
  const all = (async () => {
    for await (const _ of follow(broken(), detector, { clock: sleepingClock(), speed: 1, signal: new AbortController().signal }));
  })();
  await expect(all).rejects.toThrow('disk on fire');
  expect(detector.counts.packets).toBe(100);
});

test('a process that was stopped for minutes ends no flow for its own silence', async () => {
  const detector = await made(20);
  const stop = new AbortController();
  const clock = sleepingClock();
  let stopped = 0;
  const leaping: WallClock = { now: () => clock.now() + stopped, sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal) };
  async function* silent(): AsyncGenerator<CaptureBatch> {
    yield* flowBatches(packets);
    await new Promise(() => {});
  }
  let turns = 0;
  for await (const _ of follow(silent(), detector, { clock: leaping, speed: 1, signal: stop.signal })) {
    if (++turns === 5) stopped = 300_000;
    if (turns === 10) stop.abort();
  }
  expect(turns).toBeGreaterThanOrEqual(10);
  expect(detector.counts.idle).toBe(0);
  expect(detector.now - packets.at(-1)![0]).toBeLessThanOrEqual(9000);
});
