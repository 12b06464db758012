import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { NO_NATS, type RecordedCluster, recordedCluster } from './recorded-cluster.ts';
import { type Serving, serving } from './serving.ts';
import { jsonLines, type Line, LIVE, tunnelscope, VOD } from './tunnelscope.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-nats-'));
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of open.splice(0).reverse()) await end();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function cluster(partitions: number): Promise<RecordedCluster> {
  const made = await recordedCluster(partitions);
  open.push(made.end);
  return made;
}

async function serve(url: string, words: readonly string[] = ['--database', ':memory:']): Promise<Serving> {
  return serving(['--nats', url, '--port', '0', ...words], (child) => open.push(() => child.exitCode === null && child.kill('SIGKILL')));
}

const get = async (server: Serving, path: string): Promise<Line> => (await fetch(`${server.url}${path}`)).json();
const lastOf = async (server: Serving): Promise<number> => (await get(server, '/v1/stats')).events.last;

/** Events from the first that is kept up to one. */
async function eventsOf(server: Serving, last: number): Promise<{ readonly id: number; readonly data: Line }[]> {
  const response = await fetch(`${server.url}/v1/events?after=0`);
  let text = '';
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.includes(`id: ${last}\n`) && text.endsWith('\n\n')) break;
  }
  return [...text.matchAll(/^id: (\d+)\nevent: .*\ndata: (.*)$/gm)].map(([, id, data]) => ({ id: Number(id), data: JSON.parse(data!) }));
}

describe.skipIf(NO_NATS !== null)('serve --nats', () => {
  test('events are those of one process, over a service that is killed and a server that is', async () => {
    const { url, tell } = await cluster(1);
    const database = join(folder, 'restarted.db');
    await tell(`work 0 ${basename(LIVE)}`);
    let server = await serve(url, ['--database', database]);
    let { events } = await tell('judge 0 3');
    expect(events.length).toBeGreaterThan(0);
    await expect.poll(() => lastOf(server)).toBe(events.length);
    await server.end('SIGKILL');
    ({ events } = await tell('judge 0 2'));
    server = await serve(url, ['--database', database]);
    await expect.poll(() => lastOf(server)).toBe(events.length);
    await tell('kill');
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect(await get(server, '/v1/flows')).toMatchObject({ status: 503, type: 'urn:tunnelscope:problem:workers-away', detail: 'no connection to the NATS server' });
    await tell('start');
    ({ events } = await tell('finish 0'));
    await expect.poll(() => lastOf(server)).toBe(events.length);
    const told = await eventsOf(server, events.length);
    const one = jsonLines((await tunnelscope(['watch', LIVE, '--json'])).stdout).filter(({ kind }) => kind !== 'stats');
    expect(told.map(({ data }) => data)).toEqual(one);
    expect(told.map(({ id }) => id)).toEqual(one.map((_, i) => i + 1));
    const { flows } = await get(server, '/v1/flows?state=ended');
    expect(flows).toHaveLength(one.filter(({ kind }) => kind === 'end').length);
    const { reasons, series, ended } = await get(server, `/v1/flows/${flows[0].flow.id}`);
    expect([ended, reasons.length > 0, series.bytesDown.length]).toEqual(['capture ended', true, series.seconds]);
    expect((await get(server, '/v1/verdicts')).verdicts.map(({ line }: Line) => line)).toEqual(one.filter(({ kind }) => kind === 'verdict').reverse());
    expect((await server.end('SIGTERM')).exitCode).toBe(0);
  });

  test('flows of all partitions are shown as one list, and their traffic', async () => {
    const { url, tell } = await cluster(2);
    await tell(`work 0 ${basename(LIVE)}`);
    await tell(`work 1 ${basename(VOD)}`);
    const counts = [await tell('judge 0 5'), await tell('judge 1 5')].map(({ flows }) => flows);
    const server = await serve(url);
    const stats = await get(server, '/v1/stats');
    expect(stats).toMatchObject({ flows: { followed: counts[0]! + counts[1]! }, partitions: [{ partition: 0, owner: 'worker-0', flows: counts[0], lag: 0 }, { partition: 1, owner: 'worker-1', flows: counts[1] }], source: null });
    expect(await get(server, '/readyz')).toEqual({ status: 'ok' });
    const { flows, nextCursor } = await get(server, '/v1/flows?sort=-bytesDown&limit=1');
    const rest = await get(server, `/v1/flows?sort=-bytesDown&cursor=${nextCursor}`);
    expect(1 + rest.flows.length).toBe(counts[0]! + counts[1]!);
    expect(flows[0].bytesDown).toBeGreaterThanOrEqual(rest.flows[0].bytesDown);
    const { id, client } = flows[0].flow;
    expect((await get(server, `/v1/flows?address=${client}&minBytes=1000`)).flows.map(({ flow }: Line) => flow.id)).toContain(id);
    const traffic = await get(server, `/v1/traffic?flows=${id},000000000000&seconds=60`);
    expect(traffic.time).not.toBeNull();
    expect(traffic.rates.flow.toSorted()).toEqual([flows[0], ...rest.flows].filter(({ bitsPerSecond }) => bitsPerSecond > 0).map(({ flow }) => flow.id).sort());
    expect([traffic.downlink.bytes[0].length, traffic.downlink.bytes[1]]).toEqual([60, null]);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(stats.packets).toBeGreaterThan(1000);
    for (const line of [`tunnelscope_packets_total{source="live"} ${stats.packets}`, `tunnelscope_bytes_total{source="live"} ${stats.bytes}`, `tunnelscope_flows ${counts[0]! + counts[1]!}`, `tunnelscope_partition_flows{partition="0"} ${counts[0]}`, 'tunnelscope_partition_owner_info{partition="1",worker="worker-1"} 1', 'tunnelscope_partition_lag_messages{partition="1"} 0', 'tunnelscope_partition_owned{partition="0"} 1']) expect(metrics).toContain(line);
    expect(await (await fetch(`${server.url}/`)).text()).toContain(client);
  });

  test('partitions without a worker are named; captures are judged all the same, and packets refused', async () => {
    const { url, tell } = await cluster(2);
    await tell(`work 1 ${basename(LIVE)}`);
    const server = await serve(url);
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { type: 'urn:tunnelscope:problem:no-worker', partitions: [0], detail: 'found no worker of partition 0, expected one of each: is `tunnelscope work` running?' }]);
    expect(await get(server, '/v1/flows')).toEqual({ flows: [], nextCursor: null });
    expect(await get(server, '/v1/flows/000000000000')).toMatchObject({ status: 503, detail: 'partition 0, which the flow belongs to, has no worker: is `tunnelscope work` running?' });
    expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('tunnelscope_partition_owned{partition="0"} 0');
    expect(await (await fetch(`${server.url}/`)).text()).toContain('no worker of partition 0');
    const refused = await fetch(`${server.url}/v1/packets`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: '{"sensor": "tap-1", "sequence": 1}' });
    expect(refused.status).toBe(422);
    expect(((await refused.json()) as Line).detail).toContain('tunnelscope sense');
    const judged = await fetch(`${server.url}/v1/classify`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: readFileSync(LIVE) });
    expect(judged.status).toBe(200);
    expect(await judged.text()).toContain('"verdict":"live"');
  });

  test('addresses are masked by the reader, the same way in lists, events and history', async () => {
    const { url, tell } = await cluster(1);
    await tell(`work 0 ${basename(LIVE)}`);
    await tell('judge 0 5');
    const server = await serve(url, ['--database', ':memory:', '--mask-addresses']);
    const { flows } = await get(server, '/v1/flows?sort=-bytesDown');
    const { id, client } = flows[0].flow;
    expect(client).toMatch(/^host-/);
    expect((await get(server, `/v1/flows/${id}`)).flow).toMatchObject({ id, client });
    expect((await get(server, `/v1/traffic?flows=${id}`)).downlink.bytes[0]).toHaveLength(60);
    expect((await get(server, `/v1/traffic`)).rates.flow).toContain(id);
    expect((await get(server, `/v1/flows?address=${client}`)).flows.length).toBeGreaterThan(0);
    await expect.poll(async () => (await get(server, `/v1/verdicts?flow=${id}`)).verdicts.length).toBeGreaterThan(0);
    const { events } = await tell('judge 0 0');
    const told = await eventsOf(server, events.length);
    expect(told.some(({ data }) => data.flow.id === id)).toBe(true);
    for (const { flow } of events) expect(JSON.stringify(told)).not.toContain(flow.client);
  });

  test('what makes no sense is said', async () => {
    const fails = async (words: string[]) => {
      const { exitCode, stderr } = await tunnelscope(words);
      return [exitCode, stderr];
    };
    expect(await fails(['serve', '--nats', 'nats://127.0.0.1:1', '--port', '0'])).toEqual([3, 'tunnelscope: no connection to the NATS server 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1\n']);
    expect(await fails(['serve', '--nats', 'nats://127.0.0.1:1', '--idle', '5'])).toEqual([2, 'tunnelscope: --idle is about flows that this process follows: with --nats give it to tunnelscope work\n']);
    expect(await fails(['serve', '--creds', 'x'])).toEqual([2, 'tunnelscope: --creds is for a NATS server: --nats nats://HOST:PORT\n']);
    expect((await fails(['serve', '--nats', 'nats://127.0.0.1:1', '--input', LIVE]))[0]).toBe(2);
  });
});
