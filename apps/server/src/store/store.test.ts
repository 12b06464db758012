import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { Store } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
const OLD = fileURLToPath(new URL('./schema-1.db', import.meta.url));
const event = { kind: 'verdict', flow: '0123456789ab', line: '{}' };
const addEvents = (store: Store, count: number, line = '{}') =>
  store.write(() => {
    for (let i = 0; i < count; i++) store.events.add({ ...event, line }, store.now());
  });
const versionOf = (path: string) => {
  const database = new DatabaseSync(path, { readOnly: true });
  const { user_version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  database.close();
  return user_version;
};

describe('opening', () => {
  test('a file of the first schema keeps what it has, ids go on, and nothing is missing in the new one', async () => {
    const path = join(folder, 'old.db');
    copyFileSync(OLD, path);
    expect(versionOf(path)).toBe(1);
    const store = new Store({ path });
    expect(store.events.after(0, 10)).toEqual([{ ...event, id: 2, line: '{"kind":"verdict","number":0}' }, { ...event, id: 3, kind: 'end', line: '{"kind":"end","number":1}' }]);
    expect(store.verdicts.find({ most: 10 })).toMatchObject([{ flow: 'ba9876543210', captureName: 'old.pcap', verdict: 'vod' }, { flow: '0123456789ab', capture: null, verdict: 'live' }]);
    expect(store.journal.sensor('tap-1')).toEqual({ name: 'tap-1', sequence: 41, seen: 1_700_000_000_500, packets: 0 });
    expect((await store.write(() => store.events.add(event, 0))).id).toBe(4);
    expect(store.secret()).toHaveLength(32);
    expect(store.positions.of('log')).toBeNull();
    await store.write(() => store.positions.reach('log', 7));
    await store.write(() => store.positions.reach('log', 9));
    expect(store.positions.of('log')).toBe(9);
    store.close();
    const schema = (file: string) => {
      const database = new DatabaseSync(file, { readOnly: true });
      const rows = database.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' ORDER BY name").all() as { name: string }[];
      const columns = rows.map(({ name }) => [name, (database.prepare(`SELECT name FROM pragma_table_info('${name}')`).all() as { name: string }[]).map((column) => column.name)]);
      const indexes = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name").all();
      database.close();
      return { columns, indexes };
    };
    const fresh = join(folder, 'fresh.db');
    new Store({ path: fresh }).close();
    expect(schema(path)).toEqual(schema(fresh));
    expect(schema(path).indexes.map(({ name }) => name)).toEqual(expect.arrayContaining(['verdicts_by_capture', 'verdicts_of_uploads', 'flows_by_start']));
  });

  test('a file of a later version, of another program, or that is no database is refused and left as it is', () => {
    const later = join(folder, 'later.db');
    new Store({ path: later }).close();
    const database = new DatabaseSync(later);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => new Store({ path: later })).toThrow(expect.objectContaining({ fault: 'newer', message: `${later}: found schema version 99, expected at most 4: a later version of tunnelscope made it` }));
    expect(versionOf(later)).toBe(99);
    const foreign = join(folder, 'foreign.db');
    const other = new DatabaseSync(foreign);
    other.exec('CREATE TABLE bookmarks (url)');
    other.close();
    expect(() => new Store({ path: foreign })).toThrow(expect.objectContaining({ fault: 'corrupt' }));
    const text = join(folder, 'text.db');
    writeFileSync(text, 'This is no database. '.repeat(100));
    expect(() => new Store({ path: text })).toThrow(expect.objectContaining({ fault: 'corrupt' }));
    expect(() => new Store({ path: '/dev/null/x.db' })).toThrow(expect.objectContaining({ fault: 'failed', message: '/dev/null/x.db: the history cannot be kept there: a part of its path is no folder' }));
    expect(() => new Store({ path: folder })).toThrow(expect.objectContaining({ fault: 'failed', message: `${folder}: the history cannot be kept there: it is a folder, expected a file` }));
    expect(() => new Store({ path: '/proc/x.db' })).toThrow(expect.objectContaining({ message: '/proc/x.db: the history cannot be kept there: no file can be made in that folder' }));
  });

  test('only its owner may read it; a second server on it is refused, and others may read', async () => {
    const path = join(folder, 'deep', 'er', 'own.db');
    const store = new Store({ path });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'deep')).mode & 0o777).toBe(0o700);
    expect(() => new Store({ path })).toThrow(expect.objectContaining({ fault: 'locked', message: expect.stringContaining('another server') }));
    await addEvents(store, 3);
    const read = "const { DatabaseSync } = require('node:sqlite'); console.log(new DatabaseSync(process.argv[1], { readOnly: true }).prepare('SELECT count(*) AS n FROM events').get().n)";
    expect(execFileSync(process.execPath, ['-e', read, path]).toString()).toBe('3\n');
    store.close();
    new Store({ path }).close();
  });
});

test('it is read while another process writes, and what that one has not committed is not seen', async () => {
  const path = join(folder, 'shared.db');
  const store = new Store({ path });
  await addEvents(store, 5);
  const write = "const { DatabaseSync } = require('node:sqlite'); const d = new DatabaseSync(process.argv[1]); d.exec(\"BEGIN IMMEDIATE; INSERT INTO events (recorded, kind, flow, line) VALUES (0, 'a', 'b', 'c')\"); console.log('writing'); process.stdin.once('data', () => { d.exec('COMMIT'); process.exit() })";
  const child = spawn(process.execPath, ['-e', write, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  expect(store.events.after(0, 10)).toHaveLength(5);
  await expect(addEvents(store, 1)).rejects.toMatchObject({ name: 'StoreError', fault: 'locked' });
  child.stdin.write('go');
  await once(child, 'exit');
  await addEvents(store, 1);
  expect(store.events.after(0, 10)).toHaveLength(7);
  store.close();
});

test('of what is written together, what throws undoes only itself', async () => {
  const store = new Store({ path: ':memory:' });
  const results = await Promise.allSettled([
    store.write(() => store.events.add(event, 1).id),
    store.write(() => {
      store.events.add(event, 2);
      throw new RangeError('no');
    }),
    store.write(() => store.events.add(event, 3).id),
  ]);
  expect(results).toMatchObject([{ value: 1 }, { reason: { message: 'no' } }, { value: 2 }]);
  expect(store.events.after(0, 9)).toHaveLength(2);
  store.close();
});

describe('what is old or too much is deleted', () => {
  test('by age', async () => {
    let now = 1e12;
    const store = new Store({ path: join(folder, 'age.db'), now: () => now, retention: { maxAge: 60_000 } });
    await addEvents(store, 10);
    const upload = await store.beginUpload('x.pcap');
    await upload.record([{ time: 0, flow: 'a', verdict: 'live', line: {} }]);
    now += 50_000;
    await addEvents(store, 5);
    expect(await store.retain()).toBe(0);
    now += 20_000;
    expect(await store.retain()).toBe(12);
    expect([store.events.first, store.events.last]).toEqual([11, 15]);
    expect(store.verdicts.find({ most: 9 })).toEqual([]);
    now += 60_000;
    await store.retain();
    expect([store.events.first, store.events.last]).toEqual([16, 15]);
    expect((await store.write(() => store.events.add(event, now))).id).toBe(16);
    store.close();
  });

  test('by size: the file shrinks, the newest stay', async () => {
    const path = join(folder, 'size.db');
    const store = new Store({ path, retention: { maxBytes: 1_000_000 } });
    await addEvents(store, 5000, `"${'x'.repeat(1000)}"`);
    const before = store.bytes;
    expect(before).toBeGreaterThan(5_000_000);
    expect(await store.retain()).toBeGreaterThan(4000);
    expect(store.bytes).toBeLessThan(1_000_000);
    expect(store.events.last).toBe(5000);
    expect(store.events.after(4990, 10)).toHaveLength(10);
    store.close();
    expect(statSync(path).size).toBeLessThan(before / 2);
  });
});
