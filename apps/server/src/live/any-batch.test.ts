import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liveServer, send } from './live-server.fixture.ts';

test('batches of any times, sizes and flows are taken, judged and survived', async () => {
  const server = await liveServer({ store: { path: ':memory:' }, detector: { idleSeconds: 5 } });
  const packet = fc.record({ after: fc.nat(4_000_000), size: fc.nat(65_535), flow: fc.nat(3), fromA: fc.nat(1) });
  const batches = fc.sample(fc.record({ start: fc.oneof(fc.integer({ min: 946_684_800_000, max: 1.7e12 }), fc.constant(946_684_800_000), fc.integer({ min: 1.7e12, max: 1.7e12 + 600_000 })), packets: fc.array(packet, { maxLength: 50 }) }), { seed: 11, numRuns: 300 });
  const address = ['0.0.0.0', '::', '255.255.255.255', '0.0.0.0'];
  for (const [sequence, { start, packets }] of batches.entries()) {
    const batch = {
      sensor: 'any', sequence, count: packets.length,
      flows: address.map((text, i) => ({ protocol: i, a: { address: text, port: 0 }, b: { address: text, port: i & 1 } })),
      time: Float64Array.from(packets, ({ after }) => start + after), nanoseconds: new Uint32Array(packets.length),
      size: Uint16Array.from(packets, ({ size }) => size), flow: Uint32Array.from(packets, ({ flow }) => flow), fromA: Uint8Array.from(packets, ({ fromA }) => fromA),
    };
    expect((await send(server.url, batch)).status).toBe(202);
  }
  while (server.engine.queue.batches > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const { flows } = (await (await fetch(`${server.url}/v1/flows`)).json()) as { flows: { flow: { id: string } }[] };
  for (const { flow } of flows) expect((await fetch(`${server.url}/v1/flows/${flow.id}`)).status).toBe(200);
  expect((await fetch(`${server.url}/v1/stats`)).status).toBe(200);
  await server.close();
});
