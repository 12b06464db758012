import { beforeAll, expect, test } from 'vitest';
import { type Recorded, recorded } from '../detail/recorded.fixture.ts';
import { exportFlow } from './export-flow.ts';

let live: Recorded;
beforeAll(async () => {
  live = await recorded('pair_live4_hls_wg_p86.pcap.gz', 60, mask);
});
const mask = (address: string) => `<${address.at(-1)}>`;

test('NDJSON holds the flow, its events, its probabilities and its seconds', () => {
  const lines = exportFlow({ flow: live.flow.about(live.now), events: live.events, format: 'ndjson' }).split('\n').filter(Boolean).map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({
    kind: 'flow', flow: { client: '<2>', clientPort: 41831, server: '<1>', serverPort: 1194, protocol: 17, tunnel: 'wireguard' }, clientCertain: true,
    verdict: 'live', subtype: 'broadcast', probabilities: { live: expect.any(Number) }, since: lines[0].start, resolution: 'packet',
  });
  expect(lines.filter(({ kind }) => kind === 'verdict')).toMatchObject([{ flow: { id: lines[0].flow.id }, before: null, cause: 'first', verdict: 'live' }]);
  expect(lines.filter(({ kind }) => kind === 'probabilities')).toHaveLength(live.flow.live.trail.points().length);
  const seconds = lines.filter(({ kind }) => kind === 'second');
  expect(seconds.length).toBeGreaterThan(55);
  const down = seconds.reduce((sum, { bytesDown }) => sum + bytesDown, 0);
  // All but what belongs to the second that has just begun.
  expect(down).toBeGreaterThan(0.9 * live.flow.bytesDown);
  expect(down).toBeLessThanOrEqual(live.flow.bytesDown);
  expect(JSON.stringify(lines)).not.toContain('172.31');
});

test('CSV has a row for each second, with what was believed then', () => {
  const [header, ...rows] = exportFlow({ flow: live.flow.about(live.now), events: live.events, format: 'csv' }).trimEnd().split('\n').map((line) => line.split(','));
  const column = (name: string) => rows.map((row) => row[header!.indexOf(name)]);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header!.length]));
  expect(new Set(column('client'))).toEqual(new Set(['<2>']));
  expect(column('verdict').slice(0, 9)).toEqual(Array(9).fill(''));
  expect(column('verdict').at(-1)).toBe('live');
  expect(column('event').filter((event) => event === 'verdict')).toHaveLength(1);
  expect(Number(column('probabilities.live').at(-1))).toBeGreaterThan(0.8);
});

test('a flow that has just begun has no seconds yet', async () => {
  const young = await recorded('pair_live4_hls_wg_p86.pcap.gz', 0);
  expect(exportFlow({ flow: young.flow.about(young.flow.start), events: [], format: 'csv' }).trimEnd().split('\n')).toHaveLength(1);
});
