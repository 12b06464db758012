import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { liveServer, manyFlows, send } from '../live/live-server.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-full-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** Now and then what is too old is let go of: on a slow machine the disk would get room meanwhile, and never be full. */
const clock = { wall: Date.now, now: () => 0 };

describe.skipIf(process.getuid?.() !== 0)('a disk that is full (needs root, for a small file system)', () => {
  const mount = join(folder, 'small');
  beforeEach(() => {
    mkdirSync(mount, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', mount]);
  });
  // A server that a failed test has left may still hold files of it.
  afterEach(() => void execFileSync('umount', ['-l', mount]));

  test('is an error that the client sees; nothing that was acknowledged is lost, and it goes on when there is room', async () => {
    const path = join(mount, 'full.db');
    const server = await liveServer({ clock, store: { path } });
    const [batch] = manyFlows('tap', 2000, 0, 1_700_000_000_000);
    let sequence = 0;
    let response = await send(server.url, batch!);
    for (; response.status === 202; response = await send(server.url, { ...batch!, sequence })) sequence++;
    expect(sequence).toBeGreaterThan(0);
    expect(response.status).toBe(507);
    expect(await response.json()).toMatchObject({ type: 'urn:tunnelscope:problem:disk-full', status: 507 });
    expect(server.store.journal.sensor('tap')).toMatchObject({ sequence: sequence - 1 });
    execFileSync('mount', ['-o', 'remount,size=20m', mount]);
    expect((await send(server.url, { ...batch!, sequence })).status).toBe(202);
    while (server.engine.queue.batches > 0 || server.engine.keeper.fault) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.engine.detector.counts.packets).toBe(2000 * (sequence + 1));
    await server.close();
    const database = new DatabaseSync(path, { readOnly: true });
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  });

  test('keeps nothing from ending, and what was accepted is there when there is room again', async () => {
    const path = join(mount, 'ending.db');
    const first = await liveServer({ clock, store: { path } });
    const batches = manyFlows('tap', 800, 600, 1_700_000_000_000);
    let accepted = 0;
    for (; (await send(first.url, batches[accepted]!)).status === 202; ) accepted++;
    expect(accepted).toBeGreaterThan(0);
    // Ends 800 flows, for whose events there is no room.
    await first.close();
    expect(first.engine.keeper.fault).toMatchObject({ fault: 'full' });
    execFileSync('mount', ['-o', 'remount,size=40m', mount]);
    const second = await liveServer({ clock, store: { path } });
    await expect.poll(() => second.engine.queue.batches).toBe(0);
    expect(second.engine.detector.counts).toMatchObject({ packets: 800 * accepted, flows: 800 });
    expect((await send(second.url, batches[accepted]!)).status).toBe(202);
    await second.close();
    expect(second.engine.keeper.fault).toBeNull();
  });

  test('is no place to send requests to while what happens cannot be kept', async () => {
    const server = await liveServer({ clock, store: { path: join(mount, 'ready.db') }, detector: { idleSeconds: 30 } });
    const { url } = server;
    const batches = manyFlows('tap', 800, 600, 1_700_000_000_000);
    let accepted = 0;
    for (; (await send(url, batches[accepted]!)).status === 202; ) accepted++;
    const ready = async () => (await fetch(`${url}/readyz`)).status;
    // Room for two packets, whose time ends all flows, but not for what is to be told of them.
    execFileSync('mount', ['-o', 'remount,size=700k', mount]);
    const [later] = manyFlows('later', 2, 0, 1_700_000_000_000 + 10_000 * accepted + 100_000);
    expect((await send(url, later!)).status).toBe(202);
    await expect.poll(ready).toBe(507);
    expect(await (await fetch(`${url}/v1/stats`)).json()).toMatchObject({ store: { fault: 'full' } });
    execFileSync('mount', ['-o', 'remount,size=40m', mount]);
    await expect.poll(ready).toBe(200);
    const ended = async () => ((await (await fetch(`${url}/v1/flows?state=ended&limit=1000`)).json()) as { flows: object[] }).flows.length;
    await expect.poll(ended).toBe(800);
    await server.close();
  });
});
