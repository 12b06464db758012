import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents } from '../events/read-events.fixture.ts';
import { BINARY_TYPE, encodeBinary } from '../engine/wire/binary.ts';
import { type LiveServer, liveServer, manyFlows, recordedPushes, send } from './live-server.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-live-'));
afterAll(() => rmSync(folder, { recursive: true }));
const get = async (server: LiveServer, path: string) => {
  const response = await fetch(`${server.url}${path}`);
  return { status: response.status, body: (await response.json()) as never };
};
/** Until everything that was pushed has been judged. */
const settled = async (server: LiveServer) => {
  while (server.engine.queue.batches > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await server.store.write(() => {});
};

describe('a recorded capture that a sensor pushes', () => {
  let server: LiveServer;
  beforeAll(async () => {
    server = await liveServer({ store: { path: join(folder, 'recorded.db') } });
    for (const batch of await recordedPushes('pair_live4_hls_wg_p86.csv.gz', 'tap-1')) expect((await send(server.url, batch)).status).toBe(202);
    await settled(server);
  });
  afterAll(() => server.close());

  test('its heaviest flow is listed with its verdict, and shown in full', async () => {
    const { body } = await get(server, '/v1/flows?sort=-bytes&limit=1');
    const { flows: [flow], nextCursor } = body as { flows: { flow: { id: string }; bytesDown: number }[]; nextCursor: string | null };
    expect(flow).toMatchObject({ verdict: 'live', ended: null, resolution: 'packet', flow: { protocol: 17 } });
    expect(nextCursor).toBeNull();
    const shown = (await get(server, `/v1/flows/${flow!.flow.id}`)).body as { series: { bytesDown: number[]; bytesUp: number[]; seconds: number }; spikes: { times: string[]; bytes: number[] }; probabilitiesOverTime: object[]; reasons: object[] };
    expect(shown).toMatchObject({ verdict: 'live', flow: flow!.flow });
    expect(shown.series.bytesDown).toHaveLength(shown.series.seconds);
    expect(shown.spikes.times.length).toBeGreaterThan(5);
    expect(shown.spikes.times).toHaveLength(shown.spikes.bytes.length);
    expect(shown.probabilitiesOverTime.length).toBeGreaterThan(2);
    expect(shown.reasons[0]).toMatchObject({ feature: expect.any(String), value: expect.any(Number), effect: expect.any(Number), text: expect.any(String) });
  });

  test('its verdict is in the history, and was an event', async () => {
    const { verdicts } = (await get(server, '/v1/verdicts?verdict=live&source=live')).body as { verdicts: { line: { flow: { id: string } } }[] };
    expect(verdicts).toMatchObject([{ source: 'live', capture: null, line: { kind: 'verdict', verdict: 'live', cause: 'first', before: null } }]);
    const events = await readEvents(server.url, { after: 0, most: 1, query: `?kind=verdict&flow=${verdicts[0]!.line.flow.id}` });
    expect(events).toMatchObject([{ event: 'verdict', data: verdicts[0]!.line }]);
  });

  test('counters and sensors are told', async () => {
    const { body } = await get(server, '/v1/stats');
    expect(body).toMatchObject({ dropped: { late: 0, stray: 0 }, queue: { batches: 0 }, sensors: [{ name: 'tap-1' }], store: { fault: null }, engine: 'wasm' });
    expect((body as { packets: number }).packets).toBeGreaterThan(10_000);
    expect(await server.metrics.registry.metrics()).toMatch(/tunnelscope_packets_total\{source="sensor"\} \d{5}/);
  });
});

describe('pushing', () => {
  let server: LiveServer;
  beforeAll(async () => {
    server = await liveServer({ store: { path: join(folder, 'pushing.db') } });
  });
  afterAll(() => server.close());
  const [zero, one, two] = manyFlows('tap-2', 3, 20, 1_700_000_000_000);
  const told = async (response: Response) => ({ status: response.status, body: await response.json() });

  test('a batch that comes twice is counted once; one out of turn is refused, saying which comes next', async () => {
    expect(await told(await send(server.url, zero!))).toMatchObject({ status: 202, body: { sensor: 'tap-2', sequence: 0, packets: 3, duplicate: false } });
    expect(await told(await send(server.url, zero!))).toMatchObject({ status: 202, body: { packets: 0, duplicate: true } });
    expect(await told(await send(server.url, two!))).toMatchObject({ status: 409, body: { expectedSequence: 1 } });
    expect(await told(await send(server.url, { ...zero!, size: new Uint16Array([1, 2, 3]) }))).toMatchObject({ status: 409, body: { expectedSequence: 1, detail: expect.stringContaining('another batch') } });
    const answers = await Promise.all([send(server.url, one!), send(server.url, one!), send(server.url, one!)]);
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { duplicate: boolean }[];
    expect(bodies.map(({ duplicate }) => duplicate).sort()).toEqual([false, true, true]);
    await settled(server);
    expect((await get(server, '/v1/stats')).body).toMatchObject({ packets: 6 });
  });

  test('NDJSON says the same', async () => {
    const lines = [{ sensor: 'text', sequence: 5 }, { flow: 0, protocol: 6, a: { address: '2001:DB8::1', port: 1 }, b: { address: '2001:db8::2', port: 443 } }, { flow: 0, time: 1_700_000_010_000.5, size: 99, from: 'b' }];
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    expect(await told(await fetch(`${server.url}/v1/packets`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body }))).toMatchObject({ status: 202, body: { packets: 1, sequence: 5 } });
    await settled(server);
    expect((await get(server, '/v1/flows?address=2001:DB8:0::1')).body).toMatchObject({ flows: [{ packets: 1, bytesDown: 99, flow: { client: '2001:db8::1', protocol: 6 } }] });
  });

  test.each([
    ['no type that is known', 'text/plain', 'x', 415, 'content-type'],
    ['a batch that ends too early', BINARY_TYPE, Buffer.from(encodeBinary(two!)).subarray(0, 60), 400, 'batch'],
    ['a line that is no JSON', 'application/x-ndjson', '{"sensor":"a","sequence":0}\n{', 400, 'batch'],
    ['a packet whose time is in seconds', 'application/x-ndjson', '{"sensor":"a","sequence":0}\n{"flow":0,"protocol":6,"a":{"address":"1.2.3.4","port":1},"b":{"address":"1.2.3.5","port":1}}\n{"flow":0,"time":1700000000.5,"size":1,"from":"a"}', 422, 'time-unit'],
    ['a binary packet before the year 2000', BINARY_TYPE, Buffer.from(encodeBinary({ ...two!, time: Float64Array.of(946_684_800_000, 946_684_799_999, 946_684_800_001) })), 422, 'time-unit'],
    ['a packet of the year 2200', 'application/x-ndjson', `{"sensor":"a","sequence":0}\n{"flow":0,"protocol":6,"a":{"address":"1.2.3.4","port":1},"b":{"address":"1.2.3.5","port":1}}\n{"flow":0,"time":${Date.UTC(2200)},"size":1,"from":"a"}`, 422, 'clock-ahead'],
  ])('%s is a problem', async (_what, type, body, status, kind) => {
    const response = await fetch(`${server.url}/v1/packets`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await told(response)).toMatchObject({ status, body: { status, type: `urn:tunnelscope:problem:${kind}` } });
  });

  test('packets that are long past are left out, and that is said', async () => {
    const past = { ...manyFlows('late', 3, 0, 1_600_000_000_000)[0]!, sensor: 'late' };
    expect(await told(await send(server.url, past))).toMatchObject({ status: 202, body: { packets: 0, late: 3 } });
    await settled(server);
    expect((await get(server, '/v1/stats')).body).toMatchObject({ dropped: { late: 3 } });
  });
});

test('when packets come faster than they can be judged, sensors are told to wait, and nothing is lost or counted twice', async () => {
  const server = await liveServer({ store: { path: join(folder, 'full.db') }, queue: { batches: 2 } });
  const { queue } = server.engine;
  const first = manyFlows('first', 50, 0, 1_700_000_000_000)[0]!;
  expect([queue.reserve(10), queue.reserve(10), queue.reserve(10)]).toEqual([true, true, false]);
  const refused = await send(server.url, first);
  expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual([429, '1', 'application/problem+json']);
  queue.release(10);
  queue.release(10);
  expect((await send(server.url, first)).status).toBe(202);
  const sensors = Array.from({ length: 40 }, (_, i) => manyFlows(`s${i}`, 50, 0, 1_700_000_000_000)[0]!);
  const statuses = new Map<number, number>();
  await Promise.all(
    sensors.map(async (batch) => {
      for (;;) {
        const response = await send(server.url, batch);
        statuses.set(response.status, 1 + (statuses.get(response.status) ?? 0));
        if (response.status === 202) return;
        expect(response.status).toBe(429);
        expect(response.headers.get('retry-after')).toBe('1');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }),
  );
  await settled(server);
  expect(statuses.get(202)).toBe(40);
  expect((await get(server, '/v1/stats')).body).toMatchObject({ packets: 2050 });
  await server.close();
});

test('pages meet every flow once, in order; filters hold; a cursor of another list is refused', async () => {
  const server = await liveServer({ store: { path: join(folder, 'pages.db') }, detector: { idleSeconds: 30 } });
  const batches = manyFlows('pages', 250, 20, 1_700_000_000_000);
  for (const batch of batches) await send(server.url, batch);
  await settled(server);
  const pages = async (query: string) => {
    const found: { flow: { id: string; client: string }; start: string }[] = [];
    for (let cursor = ''; ; ) {
      const { body } = (await get(server, `/v1/flows?limit=100&${query}${cursor}`)) as { body: { flows: typeof found; nextCursor: string | null } };
      found.push(...body.flows);
      if (body.nextCursor === null) return found;
      cursor = `&cursor=${body.nextCursor}`;
    }
  };
  for (const query of ['', 'sort=start', 'sort=-bytes', 'sort=probability']) expect(new Set((await pages(query)).map(({ flow }) => flow.id)).size).toBe(250);
  expect(await pages('address=10.0.0.7')).toHaveLength(1);
  expect(await pages('protocol=6')).toEqual([]);
  expect(await pages('minBytes=4000')).toEqual([]);
  const { body: { nextCursor } } = (await get(server, '/v1/flows?limit=1')) as { body: { nextCursor: string } };
  for (const wrong of [`sort=bytes&cursor=${nextCursor}`, 'cursor=x', 'limit=0', 'limit=1001', 'sort=colour', 'colour=1', 'minBytes=-1', 'protocol=256']) {
    expect(await get(server, `/v1/flows?${wrong}`)).toMatchObject({ status: 422, body: { type: 'urn:tunnelscope:problem:parameters' } });
  }
  // A silence of minutes ends them; then they are in the history.
  await send(server.url, { ...batches[0]!, sequence: 3, count: 2, time: new Float64Array(2).fill(1_700_000_300_000) });
  await settled(server);
  for (const query of ['state=ended', 'state=ended&sort=-packets']) expect(new Set((await pages(query)).map(({ flow }) => flow.id)).size).toBe(250);
  const [ended] = await pages('state=ended&address=10.0.0.7');
  expect(ended).toMatchObject({ ended: 'idle', packets: 3, bytesDown: 3600 });
  expect((await get(server, `/v1/flows/${ended!.flow.id}`)).body).toMatchObject({ ended: 'idle', series: { bytesDown: expect.any(Array) }, probabilitiesOverTime: [] });
  expect((await get(server, '/v1/flows/000000000000')).status).toBe(404);
  expect((await get(server, '/v1/flows/..%2f..%2fetc')).status).toBe(404);
  await server.close();
});

test('masked, an address is nowhere: not in answers, not in events, not in the file', async () => {
  const path = join(folder, 'masked.db');
  const server = await liveServer({ store: { path }, detector: { idleSeconds: 30 } }, true);
  const batch = manyFlows('m', 2, 0, 1_700_000_000_000)[0]!;
  await send(server.url, batch);
  await settled(server);
  const { flows } = (await get(server, '/v1/flows')).body as { flows: { flow: { client: string; id: string } }[] };
  expect(flows).toHaveLength(2);
  for (const { flow } of flows) expect(flow.client).toMatch(/^host-[0-9a-f]{10}$/);
  expect((await get(server, `/v1/flows/${flows[0]!.flow.id}`)).status).toBe(200);
  await server.close();
  const again = await liveServer({ store: { path } }, true);
  const events = await readEvents(again.url, { after: 0, most: 2 });
  expect(events.map(({ data }) => (data as { flow: { client: string } }).flow.client).sort()).toEqual(flows.map(({ flow }) => flow.client).sort());
  expect(JSON.stringify(events)).not.toContain('10.0.0.');
  await again.close();
});
