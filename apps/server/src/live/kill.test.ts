import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { PushedBatch } from '../engine/wire/pushed-batch.ts';
import { type ReadEvent, readEvents } from '../events/read-events.fixture.ts';
import { Store } from '../store/store.ts';
import { liveServer, manyFlows, send } from './live-server.fixture.ts';

/** More of them: TUNNELSCOPE_KILLS=50 npx vitest run apps/server/src/live/kill.test.ts */
const ROUNDS = Number(process.env.TUNNELSCOPE_KILLS ?? 5);
const SENSORS = 4;
const FLOWS = 20;
const START = 1_700_000_000_000;
const CHILD = fileURLToPath(new URL('./kill-child.fixture.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-kill-'));
let child: ChildProcess | null = null;
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** 0 … 1, the same for the same seed (mulberry32). */
function random(seed: number): number {
  let t = Math.imul(seed + 0x6d2b79f5, 0x85ebca6b);
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

/** Ten seconds of a sensor: every 80 s it sees other flows, so that there is always something to tell. */
function batchOf(sensor: number, sequence: number): PushedBatch {
  const [batch] = manyFlows(`tap-${sensor}`, FLOWS, 0, START + 10_000 * sequence);
  const round = Math.floor(sequence / 8);
  return { ...batch!, sequence, flows: batch!.flows.map(({ b }, i) => ({ protocol: 17, a: { address: `10.${sensor}.${round & 255}.${i}`, port: 1024 + (round >> 8) }, b })) };
}

test(`killed ${ROUNDS} times under load, it loses nothing that was acknowledged or sent, and goes on where it was`, { timeout: 60_000 + 6000 * ROUNDS }, async () => {
  const path = join(folder, 'killed.db');
  const acknowledged = new Array<number>(SENSORS).fill(-1);
  const uploads: number[] = [];
  const events: ReadEvent[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const running = spawn(process.execPath, [CHILD, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    child = running;
    const lines = createInterface({ input: running.stdout })[Symbol.asyncIterator]();
    const url = (await lines.next()).value as string;
    const kept = (async () => {
      for await (const line of lines) uploads.push(Number(line.split(' ')[1]));
    })();
    const following = readInto(events, url);
    const pushing = Array.from({ length: SENSORS }, (_, sensor) => pushUntilDead(url, sensor, acknowledged));
    // At any moment, also while it begins; but every other time after it has got somewhere, however slow the machine is.
    const least = Math.min(...acknowledged) + (round % 2 === 0 ? 0 : 16);
    void sleep(30 + 1500 * random(round)).then(async () => {
      while (Math.min(...acknowledged) < least && running.exitCode === null) await sleep(5);
      running.kill('SIGKILL');
    });
    await Promise.all([once(running, 'exit'), following, ...pushing, kept]);
    check(path, acknowledged, uploads, events);
  }
  // Whoever was waiting for an answer asks once more, and everything that happened is there for those who ask.
  const server = await liveServer({ store: { path }, detector: { idleSeconds: 30 } });
  for (let sensor = 0; sensor < SENSORS; sensor++) expect(await sendUntilTaken(server.url, batchOf(sensor, acknowledged[sensor]! + 1))).toBe(202);
  // What was acknowledged before the last death is judged now.
  while (server.engine.queue.batches > 0) await sleep(5);
  const last = server.engine.feed.last;
  if (last > events.length) events.push(...(await readEvents(server.url, { after: events.at(-1)?.id ?? 0, most: last - events.length })));
  await server.close();
  expect(events.map(({ id }) => id)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
  expect(events.length).toBeGreaterThan(20 * ROUNDS);
  // What was acknowledged is judged: each flow that has long been silent has ended, once.
  const ended = events.filter(({ event }) => event === 'end').map(({ data }) => data.flow as { client: string; clientPort: number }).map(({ client, clientPort }) => `${client} ${clientPort}`);
  const known = new Set(ended);
  expect(known.size).toBe(ended.length);
  const silent = Math.floor(Math.min(...acknowledged) / 8) - 1;
  for (let round = 0; round < silent; round++) for (let sensor = 0; sensor < SENSORS; sensor++) for (let i = 0; i < FLOWS; i++) expect(known).toContain(`10.${sensor}.${round & 255}.${i} ${1024 + (round >> 8)}`);
  expect(silent).toBeGreaterThan(0);
  // A flow's events are numbered through over every death, and it has each verdict once.
  const next = new Map<string, number>();
  const verdicts = new Map<string, unknown>();
  for (const { event, data } of events) {
    const { id } = data.flow as { id: string };
    expect(data.number).toBe(next.get(id) ?? 0);
    next.set(id, (data.number as number) + 1);
    if (event === 'verdict') expect(data.verdict).not.toBe(verdicts.get(id));
    if (event === 'verdict') verdicts.set(id, data.verdict);
    if (event === 'end') for (const each of [next, verdicts]) each.delete(id);
  }
});

async function readInto(events: ReadEvent[], url: string): Promise<void> {
  let text = '';
  try {
    const response = await fetch(`${url}/v1/events`, { headers: { 'last-event-id': String(events.at(-1)?.id ?? 0) } });
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + piece).split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const [, id, event, data] = /^id: (\d+)\nevent: (\w+)\ndata: (.*)$/.exec(block) ?? [];
        if (id !== undefined) events.push({ id: Number(id), event: event!, data: JSON.parse(data!) as ReadEvent['data'] });
      }
    }
  } catch {
    // Killed.
  }
}

/** A server that has just begun may have as much to judge again as it has room for. @returns the first status but 429 */
async function sendUntilTaken(url: string, batch: PushedBatch): Promise<number> {
  for (;;) {
    const { status } = await send(url, batch);
    if (status !== 429) return status;
    await sleep(20);
  }
}

/** Sensors stay close together: what is a minute behind is left out. */
async function pushUntilDead(url: string, sensor: number, acknowledged: number[]): Promise<void> {
  for (;;) {
    const sequence = acknowledged[sensor]! + 1;
    if (sequence > Math.min(...acknowledged) + 2) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (child?.exitCode !== null || child.signalCode !== null) return;
      continue;
    }
    const response = await send(url, batchOf(sensor, sequence)).catch(() => null);
    if (!response) return;
    expect([202, 429]).toContain(response.status);
    if (response.status === 202) acknowledged[sensor] = sequence;
  }
}

function check(path: string, acknowledged: readonly number[], uploads: readonly number[], events: readonly ReadEvent[]): void {
  const database = new DatabaseSync(path);
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
  const store = new Store({ path });
  for (const [sensor, sequence] of acknowledged.entries()) if (sequence >= 0) expect(store.journal.sensor(`tap-${sensor}`)!.sequence).toBeGreaterThanOrEqual(sequence);
  const kept = new Set(store.verdicts.find({ source: 'upload', most: 1e6 }).map(({ capture }) => capture));
  for (const id of uploads) expect(kept.has(id)).toBe(true);
  const stored = store.events.after(0, 1e6);
  for (const [i, { id, event, data }] of events.entries()) {
    expect(stored[i]).toMatchObject({ id, kind: event });
    expect(JSON.parse(stored[i]!.line)).toEqual(data);
  }
  const verdicts = store.verdicts.find({ source: 'live', most: 1e6 }).map(({ line }) => line).reverse();
  expect(verdicts).toEqual(stored.filter(({ kind }) => kind === 'verdict').map(({ line }) => line));
  store.close();
}
