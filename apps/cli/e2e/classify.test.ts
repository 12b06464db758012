import { readFile } from 'node:fs/promises';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, inject, test } from 'vitest';
import { jsonLines, LIVE, RECORDED, tunnelscope, VARIANTS, VOD } from './tunnelscope.ts';

const model = ['--model', inject('model')];

const FIELDS = [
  'file', 'flow', 'primary', 'start', 'durationSeconds', 'packets', 'bytesDown', 'bytesUp', 'verdict', 'subtype', 'probability', 'likely',
  'probabilities', 'decidedAfterSeconds', 'resolution', 'reasons', 'engine', 'model', 'warnings',
];

describe('classify --json', () => {
  test('has the fields that scripts rely on, and calls the recorded captures what they are', async () => {
    const { exitCode, stdout, stderr } = await tunnelscope(['classify', LIVE, VOD, '--json', ...model]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = jsonLines(stdout);
    expect(lines.map(({ file, verdict, primary }) => ({ file, verdict, primary }))).toEqual([
      { file: LIVE, verdict: 'live', primary: true },
      { file: VOD, verdict: 'vod', primary: true },
    ]);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(FIELDS);
      expect(Object.keys(line.flow)).toEqual(['id', 'client', 'clientPort', 'server', 'serverPort', 'protocol', 'tunnel']);
      expect(line.probabilities.live + line.probabilities.vod + line.probabilities.other).toBeCloseTo(1, 9);
      expect(line.probability).toBe(line.probabilities[line.likely]);
      expect(Object.keys(line.reasons[0])).toEqual(['feature', 'value', 'effect', 'text']);
      expect(line.model).toEqual({ name: 'small', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    }
  });

  test('agrees with what other tools counted, from file and from standard input, with both engines', async () => {
    const expected = JSON.parse(await readFile(`${LIVE}.expected.json`, 'utf8'));
    const [file, pipe, typescript] = await Promise.all([
      tunnelscope([LIVE, '--json', ...model]),
      tunnelscope(['-', '--json', ...model], { input: await readFile(LIVE) }),
      tunnelscope([LIVE, '--json', '--engine', 'typescript', ...model]),
    ]);
    const [line] = jsonLines(file!.stdout);
    expect(line).toMatchObject({ packets: expected.packets, start: new Date(expected.heaviest.firstMs).toISOString() });
    expect(line.bytesDown + line.bytesUp).toBe(expected.bytes);
    expect(jsonLines(pipe!.stdout)).toEqual([{ ...line, file: '-' }]);
    expect(jsonLines(typescript!.stdout)).toEqual([{ ...line, engine: 'typescript' }]);
  });

  test('says of one-second captures what they cannot tell', async () => {
    const { stdout } = await tunnelscope([`${RECORDED}L_vod2_wg.regular.csv.gz`, '--json', ...model]);
    const [line] = jsonLines(stdout);
    expect(line.resolution).toBe('second');
    expect(line.warnings).toContainEqual(expect.stringMatching(/cannot be told apart/));
  });

  test('judges windows alone with --window', async () => {
    const { stdout } = await tunnelscope([LIVE, '--json', '--window', '60', ...model]);
    const lines = jsonLines(stdout);
    expect(lines.map(({ windowStart, windowSeconds }) => [windowStart, windowSeconds])).toEqual([[0, 60], [60, 60]]);
    const [whole] = jsonLines((await tunnelscope([LIVE, '--json', ...model])).stdout);
    expect(lines[0].packets + lines[1].packets).toBeLessThan(whole.packets);
    expect(lines.every(({ start, primary }) => start === whole.start && primary)).toBe(true);
  });

  test('prints only what --where holds for', async () => {
    const { stdout } = await tunnelscope([LIVE, VOD, '--json', '--where', 'verdict=live and server~172.31.0.0/16', ...model]);
    expect(jsonLines(stdout).map(({ file }) => file)).toEqual([LIVE]);
  });

  test('a client network that no flow has one end in is told of, but not where it is quiet', async () => {
    const told = await tunnelscope([LIVE, '--json', '--client', '192.0.2.0/24', ...model]);
    expect(told.stderr).toContain('warning: no flow has one end in --client 192.0.2.0/24: its traffic told which end is the client');
    expect((await tunnelscope([LIVE, '--json', '--client', '192.0.2.0/24', '--quiet', ...model])).stderr).toBe('');
    expect((await tunnelscope([LIVE, '--json', '--client', '192.0.2.0/24', '--client', '172.31.1.2', ...model])).stderr).not.toContain('no flow has one end');
  });

  test('takes the client that --client names', async () => {
    const [line] = jsonLines((await tunnelscope([LIVE, '--json', '--client', '172.31.1.1', ...model])).stdout);
    expect(line).toMatchObject({ flow: { client: '172.31.1.1', server: '172.31.1.2' } });
    expect(line.bytesUp).toBeGreaterThan(line.bytesDown);
  });
});

describe('other forms', () => {
  test('CSV and Parquet hold what JSON holds', async () => {
    const words = ['classify', LIVE, `${VARIANTS}ipv6.pcap`, ...model];
    const [json, csv, parquet] = await Promise.all(['json', 'csv', 'parquet'].map((format) => tunnelscope([...words, '--format', format])));
    const lines = jsonLines(json!.stdout);
    const rows = await parquetReadObjects({ file: parquet!.bytes.buffer.slice(parquet!.bytes.byteOffset, parquet!.bytes.byteOffset + parquet!.bytes.length) as ArrayBuffer });
    expect(lines.length).toBeGreaterThan(2);
    expect(rows).toHaveLength(lines.length);
    for (const [i, row] of rows.entries()) {
      const { flow, start, reasons, bytesDown, probabilities, subtype } = lines[i]!;
      expect(row).toMatchObject({ id: flow.id, clientPort: BigInt(flow.clientPort), start: new Date(start), reasons, bytesDown: BigInt(bytesDown), 'probabilities.vod': probabilities.vod, subtype });
    }
    const [header, ...records] = csv!.stdout.trimEnd().split('\n');
    expect(header).toMatch(/^file,id,client,clientPort,server,serverPort,protocol,tunnel,primary,start,durationSeconds,packets,bytesDown,bytesUp,verdict,subtype,/);
    expect(records.map((record) => record.split(',')[1])).toEqual(lines.map(({ flow }) => flow.id));
  });

  test('a table is plain where nobody looks, and coloured on request', async () => {
    const words = [LIVE, ...model];
    const [plain, coloured, both] = await Promise.all([
      tunnelscope(words), tunnelscope(words, { env: { FORCE_COLOR: '1' } }), tunnelscope(words, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }),
    ]);
    expect(plain!.stdout).toContain('● live broadcast');
    expect(plain!.stdout).toMatch(/\n {2}live: .+\n/);
    expect(plain!.stdout).toMatch(/pcap, gzip · 20,997 packets/);
    expect(plain!.stdout).toMatch(/engine wasm, model small \([0-9a-f]{8}\)\n$/);
    expect(plain!.stdout).not.toContain('\u001b');
    expect(coloured!.stdout).toContain('\u001b[');
    expect(both!.stdout).toBe(plain!.stdout);
    expect((await tunnelscope([...words, '--no-color'], { env: { FORCE_COLOR: '1' } })).stdout).toBe(plain!.stdout);
  });

  test('--by-client adds up what the lines say', async () => {
    const words = [LIVE, VOD, '--json', ...model];
    const lines = jsonLines((await tunnelscope(words)).stdout);
    const networks = jsonLines((await tunnelscope([...words, '--by-client', '/24'])).stdout);
    const [live, vod] = lines;
    expect(networks).toEqual([{
      network: '172.31.1.0/24',
      flows: 2,
      bytes: { live: live.bytesDown + live.bytesUp, vod: vod.bytesDown + vod.bytesUp, other: 0, unknown: 0 },
      hours: { live: live.durationSeconds / 3600, vod: vod.durationSeconds / 3600, other: 0, unknown: 0 },
    }]);
  });

  test('--mask-addresses leaves nothing of an address in any field', async () => {
    const words = [LIVE, `${VARIANTS}ipv6.pcap`, ...model];
    const open = jsonLines((await tunnelscope([...words, '--json'])).stdout);
    const secrets = new Set(open.flatMap(({ flow }) => [flow.client, flow.server, flow.id]));
    for (const format of ['json', 'csv', 'table']) {
      const { stdout } = await tunnelscope([...words, '--mask-addresses', '--format', format]);
      for (const secret of secrets) expect(stdout).not.toContain(secret);
      expect(stdout).toContain('host-1');
    }
  });
});
