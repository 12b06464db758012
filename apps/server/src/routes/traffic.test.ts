import { afterAll, beforeAll, expect, test } from 'vitest';
import { EventLineSchema } from '../schemas/event-line.ts';
import { FlowDetailSchema, LiveFlowSchema } from '../schemas/flow.ts';
import { StatsSchema } from '../schemas/stats.ts';
import { TrafficSchema } from '../schemas/traffic.ts';
import { readEvents } from '../events/read-events.fixture.ts';
import { type LiveServer, liveServer, manyFlows, recordedPushes, send } from '../live/live-server.fixture.ts';

let server: LiveServer;
let id = '';
const get = async (path: string) => (await fetch(`${server.url}${path}`)).json() as Promise<never>;

beforeAll(async () => {
  // Time stands still where no packets come, or it would go on between two requests.
  server = await liveServer({ store: { path: ':memory:' }, clock: { wall: Date.now, now: () => 0 } });
  for (const batch of await recordedPushes('pair_live4_hls_wg_p86.csv.gz', 'tap')) expect((await send(server.url, batch)).status).toBe(202);
  while (server.engine.queue.batches > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const { flows } = (await get('/v1/flows?sort=-bytes&limit=1')) as { flows: { flow: { id: string } }[] };
  id = flows[0]!.flow.id;
});
afterAll(() => server.close());

test('rates are those of the list, the downlink is that of the detail', async () => {
  const { time, rates, downlink } = TrafficSchema.strict().parse(await get(`/v1/traffic?flows=${id},000000000000&seconds=40`));
  const flow = LiveFlowSchema.parse(((await get('/v1/flows?sort=-bytes&limit=1')) as { flows: unknown[] }).flows[0]);
  const detail = FlowDetailSchema.parse(await get(`/v1/flows/${id}`));
  const place = rates.flow.indexOf(id);
  expect(rates.bytesDown[place]).toBe(flow.bytesDown);
  expect(rates.probability[place]).toBeCloseTo(flow.probability!, 1);
  expect(rates.bitsPerSecond[place]).toBe(Math.round(flow.bitsPerSecond));
  expect(downlink).toMatchObject({ seconds: 40, bytes: [expect.any(Array), null] });
  const offset = (Date.parse(downlink!.start) - Date.parse(detail.series.start)) / 1000;
  expect(downlink!.bytes[0]!.slice(0, 30)).toEqual(detail.series.bytesDown.slice(offset, offset + 30));
  expect(Math.floor(Date.parse(time!) / 1000)).toBe(Date.parse(downlink!.start) / 1000 + 40);
});

test('only flows with traffic have a rate; or only those that are asked for', async () => {
  const start = server.engine.detector.now;
  for (const batch of manyFlows('many', 50, 20, start)) await send(server.url, { ...batch, ...(batch.sequence === 2 && { count: 5 }) });
  while (server.engine.queue.batches > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const all = TrafficSchema.parse(await get('/v1/traffic'));
  expect(all.downlink).toBeNull();
  expect(all.rates.flow.length).toBeLessThan(server.engine.detector.flows.size);
  expect(all.rates.flow.length).toBeGreaterThanOrEqual(5);
  const [first] = all.rates.flow;
  const some = TrafficSchema.parse(await get(`/v1/traffic?flows=${first},${id}&rates=asked&seconds=1`));
  expect(some.rates.flow.filter((flow) => flow !== id)).toEqual([first]);
});

test.each(['flows=', 'flows=zz', `flows=${Array(201).fill('0'.repeat(12)).join(',')}`, 'seconds=0', 'seconds=301', 'rates=some', 'x=1'])('%s is refused', async (parameters) => {
  const response = await fetch(`${server.url}/v1/traffic?${parameters}`);
  expect([response.status, ((await response.json()) as { type: string }).type]).toEqual([422, 'urn:tunnelscope:problem:parameters']);
});

test('events and counters are as the document says, and name the history that they belong to', async () => {
  const events = await readEvents(server.url, { after: 0, most: 2 });
  for (const { data } of events) expect(EventLineSchema.parse(data)).toEqual(data);
  const stats = StatsSchema.parse(await get('/v1/stats'));
  expect(stats).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/), events: { history: server.store.name } });
  expect(stats.events.history).toMatch(/^[0-9a-f]{16}$/);
  const other = await liveServer({ store: { path: ':memory:' } });
  expect(other.store.name).not.toBe(server.store.name);
  await other.close();
});

test('before the first packet there is nothing', async () => {
  const empty = await liveServer({ store: { path: ':memory:' } });
  expect(await (await fetch(`${empty.url}/v1/traffic?flows=${id}`)).json()).toEqual({ time: null, rates: { flow: [], bitsPerSecond: [], bytesDown: [], probability: [] }, downlink: null });
  await empty.close();
});
