import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { CORRUPT, ended, jsonLines, LIVE, RECORDED, start, tunnelscope, VARIANTS, VOD } from './tunnelscope.ts';

const model = ['--model', inject('model')];
const captures = (folder: string) => readdirSync(folder).filter((name) => /\.(pcap|pcapng|csv)(\.\w+)?$/.test(name)).map((name) => folder + name);

/** Sound captures of all kinds between others that are cut, damaged, empty, missing or no captures at all. */
const FILES = [LIVE, 'nowhere/10.1.2.3.pcap', ...captures(CORRUPT), CORRUPT, VOD, ...captures(VARIANTS), `${RECORDED}L_vod2_wg.regular.csv.gz`, LIVE];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each([
  ['classify', '--json', ...model],
  ['classify', '--format', 'csv', '--client', '172.31.1.1', '--client', '2001:db8::/32', ...model],
  ['classify', '--format', 'table', '--top', '2', ...model],
  ['classify', '--format', 'parquet', ...model],
  ['classify', '--json', '--window', '1', ...model],
  ['classify', '--json', '--window', '86400', ...model],
  ['classify', '--by-client', '/24', '--window', '10', ...model],
  ['classify', '--json', '--mask-addresses', ...model],
  ['classify', '--where', 'verdict=vod', '--engine', 'typescript', ...model],
  ['classify', '--json', '--where', 'packets<0', ...model],
  ['classify', '--json', '--quiet', ...model],
  ['features', '--format', 'csv'],
  ['features', '--json', '--window', '10', '--mask-addresses'],
])('%s %s %s %s', (...words) => {
  test('says the same with several jobs, on both channels', async () => {
    const one = await tunnelscope([...words, '--jobs', '1', ...FILES]);
    const several = await tunnelscope([...words, '--jobs', '3', ...FILES]);
    expect(one.exitCode).toBe(3);
    expect(one.stderr.split('\n').length).toBeGreaterThan(20);
    expect(several.stderr).toBe(one.stderr);
    expect(several.exitCode).toBe(one.exitCode);
    expect(several.bytes.equals(one.bytes)).toBe(true);
  });
});

test('without --jobs it is the same as well', async () => {
  const words = ['classify', '--json', ...model, ...FILES];
  const [one, any] = await Promise.all([tunnelscope([...words, '--jobs', '1']), tunnelscope(words)]);
  expect(any).toEqual(one);
});

test('-o writes the same file', async () => {
  const written = await Promise.all(['1', '3'].map(async (jobs) => {
    const path = join(folder, `${jobs}.csv`);
    expect((await tunnelscope(['classify', '--jobs', jobs, '-o', path, ...FILES, ...model])).stdout).toBe('');
    return readFile(path, 'utf8');
  }));
  expect(written[0]!.split('\n').length).toBeGreaterThan(20);
  expect(written[1]).toBe(written[0]);
});

test('where nothing can be read -o writes nothing', async () => {
  const { exitCode, stderr } = await tunnelscope(['classify', '--jobs', '2', '-o', join(folder, 'none.csv'), 'a.pcap', 'b.pcap', ...model]);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/^tunnelscope: a\.pcap: no such file\ntunnelscope: b\.pcap: no such file\n.*is not written: there was nothing to read\n$/);
  expect(await readdir(folder)).not.toContain('none.csv');
});

test('standard input may stand among the files', async () => {
  const words = ['classify', '--json', '--jobs', '2', VOD, '-', `${VARIANTS}ipv6.pcap`, ...model];
  const { stdout, exitCode } = await tunnelscope(words, { input: await readFile(LIVE) });
  expect(exitCode).toBe(0);
  expect([...new Set(jsonLines(stdout).map(({ file }) => file))]).toEqual([VOD, '-', `${VARIANTS}ipv6.pcap`]);
});

const MANY = Array.from({ length: 40 }, () => LIVE);

test('Ctrl-C ends all threads; what was read of the file at hand is printed, and nothing of those after it', async () => {
  const whole = (await tunnelscope([LIVE, '--json', '--window', '1', ...model])).stdout;
  const child = start([...MANY, '--jobs', '3', '--json', '--window', '1', ...model]);
  const end = ended(child);
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const { exitCode, stdout, stderr } = await end;
  expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
  const complete = Math.floor(stdout.length / whole.length);
  expect(complete).toBeGreaterThan(0);
  expect(complete).toBeLessThan(MANY.length);
  expect(stdout.startsWith(whole.repeat(complete))).toBe(true);
  expect(jsonLines(stdout.slice(complete * whole.length)).length).toBeLessThan(jsonLines(whole).length);
});

test('a reader that goes away ends all threads quietly', async () => {
  const child = start([...MANY, '--jobs', '3', '--json', '--window', '1', ...model]);
  const end = ended(child);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await end).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
});

test('a thread that dies is a failure that names its file', async () => {
  const dying = fileURLToPath(new URL('dying-worker.fixture.js', import.meta.url));
  const { exitCode, stdout, stderr } = await tunnelscope(['classify', '--json', '--jobs', '2', VOD, LIVE, ...model], { node: ['--import', dying] });
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 1, stdout: '', stderr: `tunnelscope: ${VOD}: the thread that worked on it ended: exit code 7\n` });
});

test('a single file needs no thread', async () => {
  const dying = fileURLToPath(new URL('dying-worker.fixture.js', import.meta.url));
  const { exitCode } = await tunnelscope(['classify', '--json', '--jobs', '2', VOD, ...model], { node: ['--import', dying] });
  expect(exitCode).toBe(0);
});

test.each(['0', 'many', '1.5'])('--jobs %s is refused', async (jobs) => {
  const { exitCode, stderr } = await tunnelscope(['classify', '--jobs', jobs, LIVE]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("option '--jobs <count>' argument");
});
