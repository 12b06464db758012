import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CANNOT_RECORD, WHY_SKIPPED } from '../requirements.fixture.ts';
import { belongingsOf, leftOf, outside, reaperOf } from './leftovers.fixture.ts';
import { sweep } from './remove-namespaces.ts';

const RECORDER = fileURLToPath(new URL('./recorder.fixture.ts', import.meta.url));

describe.skipIf(CANNOT_RECORD)(`what is left on the machine${WHY_SKIPPED}`, () => {
  let folder: string;
  let recorder: ChildProcess;
  let before: string[];
  let key: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'testbed-'));
    before = await outside();
    recorder = spawn(process.execPath, [RECORDER, folder], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    [key] = (await once(createInterface({ input: recorder.stdout! }), 'line')) as [string];
  });
  afterEach(() => {
    recorder.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  test('nothing after Ctrl-C, which reaches the recorder and all of its process group', async () => {
    const had = belongingsOf(key);
    expect(had.processes.length).toBeGreaterThan(9);
    process.kill(-recorder.pid!, 'SIGINT');
    await once(recorder, 'exit');
    expect(await leftOf(had)).toEqual([]);
    expect(await outside()).toEqual(before);
  });

  test('nothing after kill -9 of the recorder', async () => {
    const had = belongingsOf(key);
    recorder.kill('SIGKILL');
    expect(await leftOf(had)).toEqual([]);
    expect(await outside()).toEqual(before);
  });

  test('nothing after kill -9 of recorder and reaper, once anyone records again', async () => {
    const had = belongingsOf(key);
    for (const pid of reaperOf(key)) process.kill(pid, 'SIGKILL');
    recorder.kill('SIGKILL');
    await once(recorder, 'exit');
    // Whoever else begins to record at this moment may be the one who sweeps.
    await sweep();
    expect(await leftOf(had)).toEqual([]);
    expect(await outside()).toEqual(before);
  });

  test('all of it while the recorder lives: a sweep leaves it alone', async () => {
    const had = belongingsOf(key);
    expect((await sweep()).filter((name) => name.startsWith(key))).toEqual([]);
    const has = new Set(belongingsOf(key).processes.map(({ pid }) => pid));
    expect(had.processes.filter(({ pid }) => !has.has(pid))).toEqual([]);
  });
});
