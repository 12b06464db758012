import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeModel, encodeModel } from '@tunnelscope/model/model-file';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { CORRUPT, ended, jsonLines, LAUNCHER, LIVE, RECORDED, tunnelscope } from './tunnelscope.ts';

const model = ['--model', inject('model')];
const SECONDS = `${RECORDED}L_live10_wg.regular.csv.gz`;

interface Expected {
  readonly kind?: string;
  readonly warning?: string;
  readonly offset?: number | 'any';
  readonly line?: number;
  readonly column?: string;
  /** Read before the fault; or the least and the most. */
  readonly packets: number | readonly [number, number];
  readonly exitCode: number;
}

const captures = readdirSync(CORRUPT).filter((name) => !name.endsWith('.expected.json'));

test('there are corrupt captures', () => {
  expect(captures.length).toBeGreaterThan(10);
});

describe.each(captures)('%s', (name) => {
  test('is reported as far as it can be read, then complained about in one line', async () => {
    const expected = JSON.parse(readFileSync(`${CORRUPT}${name}.expected.json`, 'utf8')) as Expected;
    const { exitCode, stdout, stderr } = await tunnelscope(['classify', CORRUPT + name, '--json', ...model]);
    expect(exitCode).toBe(expected.exitCode);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^tunnelscope: /);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).toContain(CORRUPT + name);
    if (expected.kind) expect(stderr).toMatch(new RegExp(`: ${expected.kind}: found .+, expected .+`));
    if (expected.warning) expect(stderr).toContain('warning: ');
    if (typeof expected.offset === 'number') expect(stderr).toContain(`byte ${expected.offset}:`);
    if (expected.offset === 'any') expect(stderr).toMatch(/byte \d+:/);
    if (expected.line !== undefined) expect(stderr).toContain(`line ${expected.line}`);
    if (expected.column !== undefined) expect(stderr).toContain(`column ${expected.column}`);
    // What stands on standard error stands with the flows too: scripts look at nothing else.
    for (const { warnings } of jsonLines(stdout)) expect(stderr).toContain(warnings.at(-1));
    const packets = jsonLines(stdout).reduce((sum, line) => sum + line.packets, 0);
    const [least, most] = typeof expected.packets === 'number' ? [expected.packets, expected.packets] : expected.packets;
    expect(packets).toBeGreaterThanOrEqual(least);
    expect(packets).toBeLessThanOrEqual(most);
  });
});

test('one bad capture among many does not stop the others', async () => {
  const { exitCode, stdout, stderr } = await tunnelscope(['nowhere.pcap', LIVE, `${CORRUPT}magic.pcap`, LIVE, '--json', ...model]);
  expect(exitCode).toBe(3);
  expect(jsonLines(stdout).map(({ file }) => file)).toEqual([LIVE, LIVE]);
  expect(stderr).toMatch(/^tunnelscope: nowhere\.pcap: no such file\ntunnelscope: .*magic\.pcap, .*: unsupported: .+\n$/);
});

test('where nothing can be read there is nothing to show, and -o leaves the file that is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  const path = join(folder, 'verdicts.csv');
  await writeFile(path, 'kept');
  for (const format of ['table', 'csv']) {
    const { stdout } = await tunnelscope(['nowhere.pcap', `${CORRUPT}magic.pcap`, '--format', format, ...model]);
    expect(stdout).toMatch(format === 'table' ? /^$/ : /^file,id,.*\n$/);
    const { exitCode, stderr } = await tunnelscope(['nowhere.pcap', '--format', format, '-o', path, ...model]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: `tunnelscope: nowhere.pcap: no such file\ntunnelscope: ${path} is not written: there was nothing to read\n` });
  }
  expect(await readFile(path, 'utf8')).toBe('kept');
  expect(await readdir(folder)).toEqual(['verdicts.csv']);
  await rm(folder, { recursive: true });
});

test.each(['json', 'parquet'])('where the disk is full -o leaves the file that is there, and nothing cut: %s', async (format) => {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  const path = join(folder, `verdicts.${format}`);
  await writeFile(path, 'kept');
  // A limit on the size of files stands for the end of the disk.
  const child = spawn('sh', ['-c', 'ulimit -f 8; exec "$0" "$@"', process.execPath, LAUNCHER, SECONDS, '--window', '1', '-o', path, ...model]);
  const { exitCode, stdout, stderr } = await ended(child);
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toMatch(/^tunnelscope: -o: .*: EFBIG: .*\n$/);
  expect(await readFile(path, 'utf8')).toBe('kept');
  expect(await readdir(folder)).toEqual([`verdicts.${format}`]);
  await rm(folder, { recursive: true });
});

test.each(['json', 'csv'])('flows of a cut capture say so as %s, from other threads and with masked addresses too; a table leaves it to standard error', async (format) => {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  const path = join(folder, '10.0.0.1.pcap');
  await writeFile(path, gunzipSync(readFileSync(LIVE)).subarray(0, 100_000));
  const [plain, threads, masked, table] = await Promise.all([[path], [path, LIVE, '--jobs', '2'], [path, '--mask-addresses'], [path, '--format', 'table']].map((words) => tunnelscope(['classify', '--format', format, ...words, ...model])));
  const [, fault] = /^tunnelscope: (.*\/10\.0\.0\.1\.pcap, byte \d+: truncated: .+)\n$/.exec(plain!.stderr)!;
  for (const { stdout } of [plain!, threads!]) expect(stdout.split(fault!)).toHaveLength(2);
  expect(masked!.stdout).toMatch(/\/host-\d+\.pcap, byte \d+: truncated/);
  expect(masked!.stdout).not.toContain('10.0.0.1');
  expect(table!.stdout).not.toContain('truncated');
  expect(table!.stderr).toBe(`tunnelscope: ${fault}\n`);
  await rm(folder, { recursive: true });
});

test('--quiet leaves warnings out, not faults', async () => {
  expect((await tunnelscope([`${CORRUPT}cut-last-line.csv`, '--quiet', ...model])).stderr).toBe('');
  expect((await tunnelscope([`${CORRUPT}magic.pcap`, '--quiet', ...model])).stderr).toMatch(/^tunnelscope: .+\n$/);
});

test('a stack is shown on request', async () => {
  const { stderr } = await tunnelscope([`${CORRUPT}magic.pcap`, ...model], { env: { TUNNELSCOPE_DEBUG: '1' } });
  expect(stderr).toMatch(/^ +at /m);
});

test.each([
  ['nowhere.model', /^tunnelscope: nowhere\.model: no such file\n$/],
  [LIVE, /^tunnelscope: .*: magic at byte 0: expected a model file .*\n$/],
])('a model that cannot be had is refused: %s', async (path, message) => {
  const { exitCode, stdout, stderr } = await tunnelscope([LIVE, '--model', path]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toMatch(message);
});

/** A raw-IP pcap whose records all end before their IP headers do. */
function truncatedRecords(count: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(24 + count * 24));
  for (const [offset, value] of [[0, 0xa1b2c3d4], [4, 0x00040002], [16, 65535], [20, 101]] as const) bytes.setUint32(offset, value, true);
  for (let record = 0, at = 24; record < count; record++, at += 24) {
    for (const [offset, value] of [[0, 1600000000 + record], [8, 8], [12, 100], [16, 0x45]] as const) bytes.setUint32(at + offset, value, true);
  }
  return new Uint8Array(bytes.buffer);
}

test.each(['json', 'csv', 'table'])('as %s a capture of which nothing is left says so', async (format) => {
  const { exitCode, stderr } = await tunnelscope(['-', '--format', format, ...model], { input: truncatedRecords(1000) });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'tunnelscope: warning: -: no packets in 1,000 records (left out: 1,000 truncated header; captured with a snap length of 96 bytes (-s 96), headers are whole)\n' });
});

test.each(['classify', 'features'])('%s says where no window fits', async (command) => {
  const words = [command, LIVE, '--window', '86400', '--format', 'csv', ...(command === 'classify' ? model : [])];
  const { exitCode, stdout, stderr } = await tunnelscope(words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `tunnelscope: warning: ${LIVE}: no window of 86400 s fits into any of its flows\n` });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
});

describe('with a model for packets alone', () => {
  let folder: string;
  let packetsOnly: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
    packetsOnly = join(folder, 'packets.model');
    const { hash: _, ...whole } = decodeModel(await readFile(inject('model')));
    await writeFile(packetsOnly, encodeModel({ ...whole, parts: whole.parts.filter(({ resolution }) => resolution === 'packet') }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('a capture of seconds is complained about, and the others are judged', async () => {
    const { exitCode, stdout, stderr } = await tunnelscope([SECONDS, LIVE, '--json', '--model', packetsOnly]);
    expect(exitCode).toBe(3);
    expect(jsonLines(stdout).map(({ file }) => file)).toEqual([LIVE]);
    expect(stderr).toBe(`tunnelscope: ${SECONDS}: model small: expected a part for captures of second resolution, found parts for: packet\n`);
  });

  test('a Parquet file is whole nevertheless', async () => {
    const { exitCode, bytes } = await tunnelscope([SECONDS, '--format', 'parquet', '--model', packetsOnly]);
    expect(exitCode).toBe(3);
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
  });
});

test('--mask-addresses leaves no address of a file name in messages', async () => {
  const { stderr } = await tunnelscope(['nowhere/10.1.2.3.pcap', '--mask-addresses', ...model]);
  expect(stderr).toBe('tunnelscope: nowhere/host-1.pcap: no such file\n');
});
