import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { PushedBatch } from '../engine/wire/pushed-batch.ts';
import { liveServer, manyFlows, send } from './live-server.fixture.ts';

const [SENSORS, BATCHES, FLOWS, PACKETS, ROOM] = [8, 12, 100, 20_000, 2];
const START = 1_700_000_000_000;

/** Two seconds of a sensor, which are far more work to judge than to send. */
function batchOf(sensor: number, sequence: number): PushedBatch {
  const [{ flows } = { flows: [] }] = manyFlows(`tap-${sensor}`, FLOWS, 0, 0);
  return {
    sensor: `tap-${sensor}`, sequence, count: PACKETS,
    flows: flows.map(({ protocol, a, b }) => ({ protocol, a: { ...a, port: 10_000 + sensor }, b })),
    time: Float64Array.from({ length: PACKETS }, (_, i) => START + 2000 * sequence + Math.floor((2000 * i) / PACKETS)),
    nanoseconds: new Uint32Array(PACKETS), size: new Uint16Array(PACKETS).fill(1200),
    flow: Uint32Array.from({ length: PACKETS }, (_, i) => i % FLOWS), fromA: new Uint8Array(PACKETS),
  };
}

test('sensors that push faster than the detector judges are slowed down; what was accepted is judged once, and each goes on where it was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-overload-'));
  const server = await liveServer({ store: { path: join(folder, 'overload.db') }, queue: { batches: ROOM } });
  const { queue, detector } = server.engine;
  const refused = new Array<number>(SENSORS).fill(0);
  let deepest = 0;
  const pushing = Array.from({ length: SENSORS }, async (_, sensor) => {
    for (let sequence = 0; sequence < BATCHES; ) {
      const response = await send(server.url, batchOf(sensor, sequence));
      deepest = Math.max(deepest, queue.batches);
      const answer = (await response.json()) as object;
      if (response.status === 202) {
        expect(answer).toMatchObject({ sequence, packets: PACKETS, late: 0, duplicate: false });
        sequence++;
        continue;
      }
      expect([response.status, response.headers.get('content-type')]).toEqual([429, 'application/problem+json']);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(answer).toMatchObject({ type: 'urn:tunnelscope:problem:queue-full' });
      refused[sensor]!++;
      // Less patient than it is asked to be.
      await sleep(20);
    }
  });
  await Promise.all(pushing);
  while (queue.batches > 0) await sleep(5);
  await server.store.write(() => {});
  expect(refused.reduce((sum, count) => sum + count)).toBeGreaterThan(0);
  expect(deepest).toBeLessThanOrEqual(ROOM);
  expect(detector.counts).toMatchObject({ packets: SENSORS * BATCHES * PACKETS, bytes: 1200 * SENSORS * BATCHES * PACKETS, flows: SENSORS * FLOWS, strayPackets: 0 });
  for (let sensor = 0; sensor < SENSORS; sensor++) expect(server.store.journal.sensor(`tap-${sensor}`)).toMatchObject({ sequence: BATCHES - 1, packets: BATCHES * PACKETS });
  await server.close();
  rmSync(folder, { recursive: true });
});
