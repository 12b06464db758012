import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CORRUPT, ended, jsonLines, LIVE, RECORDED, start, tunnelscope, VARIANTS, VOD } from './tunnelscope.ts';

const folder = mkdtempSync(join(tmpdir(), 'watch-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Rows of one second each of a flow from this port. */
function rows(from: number, seconds: number, port: number): string {
  return Array.from({ length: seconds }, (_, i) => `${from + i},10.0.0.1,${port},192.0.2.1,443,17,2000,90000,20,70\n`).join('');
}

const HEADER = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n';

describe('events, where standard output is no terminal', () => {
  test.each([[LIVE, 'live'], [VOD, 'vod'], [`${RECORDED}L_callrx_ovpn.csv.gz`, 'live']])('%s is judged %s', async (file, verdict) => {
    const { exitCode, stdout, stderr } = await tunnelscope(['watch', file]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = jsonLines(stdout);
    const first = lines.find(({ kind }) => kind === 'verdict');
    expect(first).toMatchObject({ flow: { id: expect.stringMatching(/^[0-9a-f]{12}$/), server: '172.31.1.1', protocol: expect.any(Number) }, before: null, cause: 'first', probabilities: { live: expect.any(Number) }, since: expect.stringMatching(/^\d{4}-.*Z$/) });
    const [end, stats] = lines.slice(-2);
    expect(end).toMatchObject({ kind: 'end', reason: 'capture ended', verdict, bytesDown: expect.any(Number), clientCertain: true });
    expect(stats).toMatchObject({ kind: 'stats', evicted: 0, idle: 0, strayPackets: 0, skipped: {}, warnings: [], droppedByKernel: null, error: null, engine: 'wasm', model: { name: 'default' } });
    expect(stats.packets).toBe(end.packets);
  });

  test('both twins tell the same', async () => {
    const [wasm, typescript] = await Promise.all(['wasm', 'typescript'].map((engine) => tunnelscope(['watch', LIVE, '--engine', engine])));
    expect(jsonLines(typescript!.stdout).slice(0, -1)).toEqual(jsonLines(wasm!.stdout).slice(0, -1));
  });

  test('addresses and the identifiers made of them are masked', async () => {
    const { stdout } = await tunnelscope(['watch', LIVE, '--mask-addresses']);
    expect(stdout).not.toContain('172.31');
    expect(jsonLines(stdout)[0].flow).toMatchObject({ client: 'host-1', server: 'host-2' });
    expect(jsonLines(stdout)[0].flow.id).not.toBe(jsonLines((await tunnelscope(['watch', LIVE])).stdout)[0].flow.id);
  });

  test('of a pipe that stays open they come at once; Ctrl-C prints the rest and ends with 130, SIGTERM with 143', async () => {
    for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
      const child = start(['watch', '-']);
      const end = ended(child);
      child.stdin.write(HEADER + rows(1_790_000_000, 20, 5001) + rows(1_790_000_700, 30, 5002));
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      expect(jsonLines(chunk.toString()).find(({ kind }) => kind === 'end')).toMatchObject({ reason: 'idle', flow: { client: '10.0.0.1', clientPort: 5001 }, durationSeconds: 19 });
      expect(child.exitCode).toBeNull();
      child.kill(signal);
      const { exitCode, stdout, stderr } = await end;
      expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: '' });
      // A row that is minutes off is believed once a second one is, and then counts too.
      expect(jsonLines(stdout).slice(-2)).toMatchObject([{ kind: 'end', reason: 'capture ended', flow: { clientPort: 5002 } }, { kind: 'stats', packets: 4500, idle: 1, strayPackets: 0 }]);
    }
  });

  test('a reader that goes away ends it quietly', async () => {
    const child = start(['watch', LIVE, '--speed', '10']);
    const end = ended(child);
    child.stdout.destroy();
    expect(await end).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
  });

  test('a capture that breaks off is reported as far as it goes', async () => {
    const { exitCode, stdout, stderr } = await tunnelscope(['watch', `${CORRUPT}cut-in-record.pcap`]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^tunnelscope: .*cut-in-record\.pcap, byte 906: truncated: [^\n]+\n$/);
    expect(jsonLines(stdout).at(-1)).toMatchObject({ kind: 'stats', packets: 9, error: expect.stringContaining('byte 906') });
  });

  test('what cannot be read at all is said, with nothing on standard output', async () => {
    expect(await tunnelscope(['watch', 'nowhere.pcap'])).toMatchObject({ exitCode: 3, stdout: '', stderr: 'tunnelscope: nowhere.pcap: no such file\n' });
    expect(await tunnelscope(['watch', folder])).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringContaining('is a folder') });
    expect(await tunnelscope(['watch', `${CORRUPT}magic.pcap`])).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringMatching(/^tunnelscope: .*magic\.pcap.*expected[^\n]*\n$/) });
  });
});

describe('snapshots', () => {
  test('one frame as text', async () => {
    const file = join(folder, 'frame.txt');
    expect(await tunnelscope(['watch', LIVE, '--snapshot', file, '--size', '150x40'])).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n')).toHaveLength(41);
    expect(text).toMatch(/172\.31\.1\.2:41831 .*● live/);
    expect(text).toContain('SPECTRUM  most at 0.25 Hz');
  });

  test('one frame as SVG', async () => {
    const file = join(folder, 'frame.svg');
    expect(await tunnelscope(['watch', `${VARIANTS}microsecond-little-endian.pcap`, '--snapshot', file, '--size', '80x24', '--mask-addresses'])).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg [\s\S]*host-1[\s\S]*<\/svg>\n$/);
  });

  test('names and faults of captures show no address where addresses are masked', async () => {
    const [capture, file] = [join(folder, '10.9.8.7.pcap'), join(folder, 'masked.txt')];
    copyFileSync(`${CORRUPT}cut-in-record.pcap`, capture);
    const { exitCode, stderr } = await tunnelscope(['watch', capture, '--snapshot', file, '--mask-addresses', '--size', '200x20']);
    const screen = readFileSync(file, 'utf8');
    expect({ exitCode, shown: `${stderr}${screen}`.includes('10.9.8.7') }).toEqual({ exitCode: 3, shown: false });
    expect(screen).toContain('host-1.pcap, byte 906: truncated');
  });

  test('a file that cannot be written is said', async () => {
    expect(await tunnelscope(['watch', LIVE, '--snapshot', join(folder, 'none', 'x.txt')])).toMatchObject({ exitCode: 3, stdout: '', stderr: `tunnelscope: --snapshot ${join(folder, 'none', 'x.txt')}: no such file\n` });
  });
});

test.each<[string[], string]>([
  [['watch', LIVE, '--interface', 'lo'], `found both ${LIVE} and --interface lo: watch one of them`],
  [['watch', LIVE, '--filter', 'udp'], "--filter is tcpdump's and needs --interface"],
  [['watch', LIVE, '--size', '80x24'], '--size and --after are about --snapshot FILE, which is missing'],
  [['watch', '--follow'], '--follow needs a capture to follow'],
  [['watch', LIVE, '--snapshot', 'x.png'], '--snapshot x.png: expected a name that ends in .txt or .svg'],
  [['watch', LIVE, '--speed', '0'], "option '--speed <factor>' argument '0' is invalid. Expected a number above 0 such as 1 or 10, or max."],
  [['watch', LIVE, '--speed', '1', '--follow'], "option '--follow' cannot be used with option '--speed <factor>'"],
  [['watch', LIVE, '--snapshot', 'x.txt', '--size', '80'], "option '--size <columns>x<rows>' argument '80' is invalid. Expected columns and rows such as 80x24, at least 20x5."],
])('wrong usage: %j', async (words, message) => {
  expect(await tunnelscope(words)).toMatchObject({ exitCode: 2, stdout: '', stderr: `tunnelscope: ${message}\n` });
});
