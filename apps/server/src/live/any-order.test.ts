import { expect, test } from 'vitest';
import { liveServer, send } from './live-server.fixture.ts';

test('packets of a batch in any order are the same stream', async () => {
  const count = 600;
  const time = Float64Array.from({ length: count }, (_, i) => 1_700_000_000_000 + 100 * i);
  const flows = [{ protocol: 17, a: { address: '10.9.0.1', port: 1 }, b: { address: '192.0.2.9', port: 443 } }];
  const batch = { sensor: 'order', sequence: 0, flows, count, time, nanoseconds: new Uint32Array(count), size: Uint16Array.from(time, (_, i) => (i % 60 < 20 ? 1200 : 90)), flow: new Uint32Array(count), fromA: Uint8Array.from(time, (_, i) => Number(i % 10 === 0)) };
  // 7 and 600 have no common divisor: each packet comes once.
  const shuffled = <Column extends Float64Array | Uint16Array | Uint8Array>(column: Column) => column.map((_, i) => column[(7 * i) % count]!) as Column;
  const shown = [];
  for (const pushed of [batch, { ...batch, time: shuffled(time), size: shuffled(batch.size), fromA: shuffled(batch.fromA) }]) {
    const server = await liveServer({ store: { path: ':memory:' } });
    expect((await send(server.url, pushed)).status).toBe(202);
    while (server.engine.queue.batches > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const { flows: [found] } = (await (await fetch(`${server.url}/v1/flows`)).json()) as { flows: { flow: { id: string } }[] };
    shown.push(await (await fetch(`${server.url}/v1/flows/${found!.flow.id}`)).json());
    await server.close();
  }
  expect(shown[0]).toMatchObject({ packets: count, verdict: expect.stringMatching(/live|vod|other/) });
  expect(shown[1]).toEqual(shown[0]);
});
