import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type LiveServer, liveServer, manyFlows, send } from '../live/live-server.fixture.ts';
import { readEvents } from './read-events.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-events-'));
afterAll(() => rmSync(folder, { recursive: true }));
const START = 1_700_000_000_000;
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Flows of one packet each, which end as time goes on: two events a flow. */
async function pushAll(server: LiveServer, flows: number, sensor = 'tap') {
  for (const batch of manyFlows(sensor, flows, 70, START)) expect((await send(server.url, batch)).status).toBe(202);
}

/** So many events of a kB each, kept and sent as the engine does it. */
async function happen(server: LiveServer, count: number) {
  for (let done = 0; done < count; done += 1000) {
    const line = JSON.stringify({ kind: 'end', text: 'x'.repeat(1000) });
    server.engine.feed.publish(await server.store.write(() => numbers(1, 1000).map(() => server.store.events.add({ kind: 'end', flow: '0123456789ab', line }, Date.now()))));
  }
}

/** A connection that asks for events and then takes nothing. */
async function stalled(server: LiveServer): Promise<Socket> {
  const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1' });
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.pause();
  socket.write('GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nLast-Event-ID: 0\r\n\r\n');
  return socket;
}

test('who resumes with the last id gets every event once, whoever sent it and however often it was broken off', async () => {
  const path = join(folder, 'resume.db');
  let server = await liveServer({ store: { path } });
  const following = readEvents(server.url, { most: 300 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await pushAll(server, 300);
  expect((await following).map(({ id }) => id)).toEqual(numbers(1, 300));
  const pieces: number[] = [];
  while (pieces.length < 250) {
    const after = pieces.at(-1) ?? 0;
    pieces.push(...(await readEvents(server.url, { after, most: 1 + ((7 * after) % 60) })).map(({ id }) => id));
  }
  expect(pieces).toEqual(numbers(1, pieces.length));
  await server.close();
  // All flows ended with the server: their events were kept too.
  server = await liveServer({ store: { path } });
  const rest = await readEvents(server.url, { after: pieces.length, most: 600 - pieces.length });
  expect(rest.map(({ id }) => id)).toEqual(numbers(pieces.length + 1, 600));
  expect(new Set(rest.slice(-300).map(({ event }) => event))).toEqual(new Set(['end']));
  await server.close();
});

test('an event that is deleted, or never was, is said to be missing', async () => {
  const path = join(folder, 'gap.db');
  const now = Date.now() + 60_000;
  let server = await liveServer({ store: { path } });
  await pushAll(server, 20);
  await server.close();
  server = await liveServer({ store: { path, now: () => now, retention: { maxAge: 1000 } } });
  expect(server.engine.feed.last).toBe(40);
  await server.store.write(() => server.store.events.add({ kind: 'end', flow: '0123456789ab', line: '{}' }, now));
  expect(await server.store.retain()).toBeGreaterThan(40);
  expect(server.engine.feed.first).toBe(41);
  expect(await readEvents(server.url, { after: 3, most: 1 })).toMatchObject([{ id: 40, event: 'gap', data: { from: 4, to: 40 } }]);
  expect(await readEvents(server.url, { after: 99_999, most: 1 })).toMatchObject([{ id: server.engine.feed.last, event: 'gap', data: { reason: 'there never was such an event' } }]);
  expect((await fetch(`${server.url}/v1/events`, { headers: { 'last-event-id': 'x' } })).status).toBe(422);
  expect((await fetch(`${server.url}/v1/events?after=x`)).status).toBe(422);
  expect((await fetch(`${server.url}/v1/events?kind=x`)).status).toBe(422);
  expect((await fetch(`${server.url}/v1/events`, { method: 'HEAD' })).headers.get('content-type')).toBe('text/event-stream');
  await server.close();
});

test('a client that nothing happens for gets a sign of life; it ends when the server does', async () => {
  const server = await liveServer({ store: { path: ':memory:' }, clients: { heartbeat: 20 } });
  const response = await fetch(`${server.url}/v1/events`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (text.split(':\n\n').length < 4) text += (await reader.read()).value;
  expect(text).toMatch(/^retry: 2000\n\n(:\n\n)+$/);
  await server.close();
  while (!(await reader.read()).done);
});

test('a client that takes nothing is dropped and counted; the others get everything, and it can come back', async () => {
  const server = await liveServer({ store: { path: join(folder, 'slow.db') }, clients: { stall: 2000 } });
  const sockets = await Promise.all([stalled(server), stalled(server)]);
  const following = readEvents(server.url, { after: 0, most: 20_000 });
  const closed = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  for (const socket of sockets) socket.on('error', () => {});
  await happen(server, 20_000);
  const events = await following;
  expect(events.map(({ id }) => id)).toEqual(numbers(1, 20_000));
  while (server.eventClients.dropped < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const socket of sockets) socket.resume();
  await closed;
  expect(server.eventClients.size).toBe(0);
  expect(await server.metrics.registry.metrics()).toContain('tunnelscope_event_clients_dropped_total 2');
  expect((await readEvents(server.url, { after: 19_990, most: 10 })).map(({ id }) => id)).toEqual(numbers(19_991, 20_000));
  await server.close();
});

test('who wants little of a long history gets it, and keeps nobody waiting for it', async () => {
  const server = await liveServer({ store: { path: ':memory:' } });
  await happen(server, 20_000);
  const wanted = { kind: 'verdict', flow: 'ba9876543210', line: '{}' };
  server.engine.feed.publish(await server.store.write(() => [server.store.events.add(wanted, Date.now())]));
  let turns = 0;
  let reading = true;
  const breathe = () => {
    turns++;
    if (reading) setImmediate(breathe);
  };
  const read = server.engine.feed.after.bind(server.engine.feed);
  const betweenReads: number[] = [];
  server.engine.feed.after = (id) => {
    betweenReads.push(turns);
    return read(id);
  };
  breathe();
  expect(await readEvents(server.url, { after: 0, most: 1, query: '?kind=verdict' })).toMatchObject([{ id: 20_001, event: 'verdict' }]);
  expect(await readEvents(server.url, { after: 0, most: 1, query: '?flow=ba9876543210' })).toMatchObject([{ id: 20_001 }]);
  reading = false;
  // Of some hundred reads of the history not many follow each other without a turn of everything else.
  expect(betweenReads.length).toBeGreaterThan(100);
  for (const [i, turn] of betweenReads.entries()) if (i >= 16) expect(turn).toBeGreaterThan(betweenReads[i - 16]!);
  await server.close();
});
