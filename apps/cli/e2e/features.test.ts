import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { jsonLines, LIVE, RECORDED, tunnelscope } from './tunnelscope.ts';

const SECOND = `${RECORDED}L_live10_wg.regular.csv.gz`;

test('the features of earlier work have the values that scipy gives', async () => {
  const reference = JSON.parse(await readFile(`${RECORDED}seed-features.json`, 'utf8')) as Record<string, Record<string, number | null>>;
  const { exitCode, stdout } = await tunnelscope(['features', LIVE, SECOND, '--format', 'json']);
  expect(exitCode).toBe(0);
  for (const { file, features, resolution } of jsonLines(stdout).filter(({ primary }) => primary)) {
    const wanted = Object.entries(reference[file.slice(RECORDED.length)]!).filter(([name]) => name in features);
    expect(wanted.length).toBe(resolution === 'packet' ? 7 : 3);
    for (const [name, value] of wanted) {
      if (value === null) expect(features[name], name).toBeNull();
      else expect(Math.abs(features[name] - value), name).toBeLessThanOrEqual(1e-9 * Math.abs(value));
    }
  }
});

test('what a resolution does not define is null', async () => {
  const [packet, second] = jsonLines((await tunnelscope(['features', LIVE, SECOND, '--json'])).stdout);
  expect(Object.keys(packet.features)).toEqual(Object.keys(second.features));
  expect(packet).toMatchObject({ resolution: 'packet', features: { poll_evidence: expect.any(Number), pct_zeros: expect.any(Number) } });
  expect(second).toMatchObject({ resolution: 'second', features: { poll_evidence: null, pct_zeros: null, valid_packet_rate: expect.any(Number) } });
});

test('windows are measured alone, and CSV is the usual form', async () => {
  const { stdout } = await tunnelscope(['features', LIVE, '--window', '30', '--where', 'windowStart>=60']);
  const [header, ...rows] = stdout.trimEnd().split('\n').map((line) => line.split(','));
  expect(header!.slice(0, 15)).toEqual([
    'file', 'id', 'client', 'clientPort', 'server', 'serverPort', 'protocol', 'tunnel', 'primary', 'start', 'durationSeconds', 'windowStart', 'windowSeconds', 'resolution', 'valid_packet_rate',
  ]);
  expect(rows.map((row) => row[11])).toEqual(['60', '90', '120']);
  expect(rows.every((row) => row.length === header!.length)).toBe(true);
});
