import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { StreamCutter } from '@tunnelscope/detector/live/stream-cutter';
import { expect, test } from 'vitest';
import { MessageCutter } from './message-cutter.ts';
import type { Publisher } from './publisher.ts';
import { senseLive } from './sense-live.ts';

const T0 = 1_700_000_000_000;

/** One packet, and then nothing. */
async function* one(): AsyncGenerator<CaptureBatch, void, undefined> {
  yield {
    kind: 'packets', count: 1, time: Float64Array.of(T0), nanoseconds: Uint32Array.of(0), size: Uint16Array.of(100), flow: Uint32Array.of(0), fromA: Uint8Array.of(1),
    newFlows: [{ number: 0, protocol: 17, a: { address: '10.0.0.1', port: 1 }, b: { address: '10.0.0.2', port: 2 } }], tunnels: [], evictedFlows: [],
  };
  await new Promise(() => {});
}

test('an hour of silence is an hour, on a clock that wakes a little late each time', async () => {
  const told = new AbortController();
  let now = 0.25;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms + 0.6;
      if (now > 3_600_000) told.abort();
    },
  };
  const cutter = new StreamCutter();
  const nowhere = { add: () => {}, makeRoom: () => {} } as unknown as Publisher;
  await senseLive({ packets: one(), dropped: () => null }, { cutter, messages: new MessageCutter(1), publisher: nowhere, clock, signal: told.signal });
  expect(Math.abs(cutter.now - T0 - now)).toBeLessThan(1000);
});
