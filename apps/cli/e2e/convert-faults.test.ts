import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CORRUPT, ended, LIVE, RECORDED, start, tunnelscope } from './tunnelscope.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-convert-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

describe('what cannot be', () => {
  const SECOND = `${RECORDED}L_live10_wg.regular.csv.gz`;

  test.each(['no.pcap', 'no.pcapng.gz'])('totals of seconds as %s', async (name) => {
    const { exitCode, stdout, stderr } = await tunnelscope(['convert', SECOND, at(name)]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^tunnelscope: \S+ has totals of seconds and no packets, which pcap(ng)? is made of: it can be written as network-stats-regular only\n$/);
    expect(await readdir(folder)).not.toContain(name);
  });

  test.each([
    [[LIVE, 'x.txt'], 'expected a name that ends in .pcap, .pcapng or .csv'],
    [[LIVE, '-'], 'standard output (-) has no name that tells the format: add --format'],
    [[SECOND, '-', '--format', 'network-stats'], 'no packets'],
    [[LIVE], "missing required argument 'output'"],
  ])('%j', async (words, message) => {
    expect(await tunnelscope(['convert', ...words])).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(message) });
  });

  test('the input as output', async () => {
    const bytes = gunzipSync(await readFile(LIVE));
    await writeFile(at('own.pcap'), bytes);
    const { exitCode, stderr } = await tunnelscope(['convert', at('own.pcap'), `${folder}/./own.pcap`]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('is the input itself')]);
    expect(await readFile(at('own.pcap'))).toEqual(bytes);
  });

  test('a place that cannot be written to', async () => {
    const { exitCode, stderr } = await tunnelscope(['convert', LIVE, join(folder, 'none', 'x.pcap')]);
    expect([exitCode, stderr]).toEqual([3, `tunnelscope: ${join(folder, 'none', 'x.pcap')}: folder ${join(folder, 'none')} does not exist\n`]);
    expect(await tunnelscope(['convert', LIVE, folder, '--format', 'pcap'])).toMatchObject({ exitCode: 3, stderr: `tunnelscope: ${folder}: is a folder, expected a file\n` });
    expect((await tunnelscope(['convert', LIVE, '/dev/full', '--format', 'pcap'])).exitCode).toBe(3);
  });

  test('an input that is none leaves an output that is there as it is', async () => {
    await writeFile(at('kept.csv'), 'kept');
    for (const input of ['nowhere.pcap', `${CORRUPT}empty.pcap`, `${CORRUPT}magic.pcap`]) {
      const { exitCode, stderr } = await tunnelscope(['convert', input, at('kept.csv')]);
      expect([exitCode, stderr]).toEqual([3, expect.stringContaining('kept.csv is not written: there was nothing before that\n')]);
    }
    expect(await readFile(at('kept.csv'), 'utf8')).toBe('kept');
  });
});

describe('what can be read only in part is kept as far as it goes', () => {
  test('a capture that is cut', async () => {
    const expected = JSON.parse(await readFile(`${CORRUPT}cut-in-record.pcap.expected.json`, 'utf8')) as { packets: number };
    const { exitCode, stderr, stdout } = await tunnelscope(['convert', `${CORRUPT}cut-in-record.pcap`, at('cut.pcapng')]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(new RegExp(`cut-in-record\\.pcap, byte \\d+: truncated: .*\\n.*cut\\.pcapng holds the ${expected.packets} packets before that\\n$`));
    expect(stdout).toContain(`cut.pcapng: ${expected.packets} packets`);
    expect((await tunnelscope(['convert', at('cut.pcapng'), '-', '--format', 'pcap'])).exitCode).toBe(0);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s on a pipe: what was read is written', async (signal) => {
    const bytes = gunzipSync(await readFile(LIVE)).subarray(0, 24 + 112 * 50);
    const name = `${signal}.csv`;
    const child = start(['convert', '-', at(name)]);
    const end = ended(child);
    child.stdin.write(bytes);
    // The unfinished file is there once something was read.
    while (!(await readdir(folder)).some((file) => file.startsWith(`${name}.`))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    const { exitCode, stderr } = await end;
    expect([exitCode, stderr]).toEqual([130, expect.stringMatching(/\.csv holds the \d+ packets before the interruption\n$/)]);
    expect((await readdir(folder)).filter((file) => file.startsWith(name))).toEqual([name]);
    expect((await readFile(at(name), 'utf8')).split('\n').length).toBeGreaterThan(2);
  });

  test('compressed input works the same', async () => {
    await writeFile(at('cut.csv.gz'), gzipSync('Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n1,a,1,b,2,17,5,0,1,0\nnoon,a,1,b,2,17,5,0,1,0\n'));
    const { exitCode } = await tunnelscope(['convert', at('cut.csv.gz'), at('part.csv')]);
    expect(exitCode).toBe(3);
    expect((await readFile(at('part.csv'), 'utf8')).split('\n')).toHaveLength(3);
  });
});
