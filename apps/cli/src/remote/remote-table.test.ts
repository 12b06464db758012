import type { EventLine } from '@tunnelscope/detector/live/event-line';
import { expect, test } from 'vitest';
import { RemoteTable } from './remote-table.ts';

const ends = (id: string) => ({ id, client: '10.0.0.1', clientPort: 1, server: '10.0.0.2', serverPort: 2, protocol: 17, tunnel: null });
const line = (id: string, changes = {}) => ({
  flow: ends(id), clientCertain: true, start: '2026-01-01T00:00:00.000Z', durationSeconds: 5, packets: 9, bytesDown: 100, bytesUp: 10, verdict: 'unknown' as const, subtype: null,
  probability: null, likely: null, probabilities: null, since: null, resolution: 'packet' as const, bitsPerSecond: 800, ended: null, ...changes,
});
const head = (id: string, number: number) => ({ time: '2026-01-01T00:01:00.000Z', number, flow: ends(id) });
const verdict = (id: string): EventLine => ({
  kind: 'verdict', ...head(id, 0), verdict: 'live', subtype: 'broadcast', probability: 0.9, likely: 'live', probabilities: { live: 0.9, vod: 0.05, other: 0.05 }, before: null, cause: 'first', since: '2026-01-01T00:00:30.000Z',
});
const end = (id: string, reason: string): EventLine => {
  const { bitsPerSecond: _rate, ended: _ended, flow: _flow, ...rest } = line(id);
  return { kind: 'end', ...head(id, 1), reason, ...rest };
};
const traffic = (flow: string[], bytes: number[][] = []) => ({
  time: '2026-01-01T00:00:10.500Z', rates: { flow, bitsPerSecond: flow.map(() => 5), bytesDown: flow.map(() => 200), probability: flow.map(() => 0.95) },
  downlink: bytes.length === 0 ? null : { start: '2026-01-01T00:00:07.000Z', seconds: 3, bytes },
});
const rows = (table: RemoteTable) => [...table.flows()].map((flow) => flow.row());

test('a flow is what the list, its events and the traffic say together', () => {
  const table = new RemoteTable();
  table.list(line('a'));
  expect(table.hear(verdict('a'), 0)).toBe(true);
  expect(table.measure(traffic(['a'], [[1, 2, 3]]), ['a'], true)).toEqual([]);
  expect(rows(table)).toMatchObject([{ client: '10.0.0.1:1', verdict: 'live', probability: 0.95, rate: 5, since: Date.parse('2026-01-01T00:00:30Z'), ended: null }]);
  const [flow] = [...table.flows()];
  const second = Date.parse('2026-01-01T00:00:10Z') / 1000;
  expect([...flow!.downlink(second, 4)]).toEqual([0, 1, 2, 3]);
  expect(flow!.bytesDown).toBe(200);
  expect(table.hear(verdict('b'), 0)).toBe(false);
});

test('what is not among the rates sends nothing; what is and is not known is asked for', () => {
  const table = new RemoteTable();
  table.list(line('a'));
  expect(table.measure(traffic(['b']), [], true)).toEqual(['b']);
  expect(rows(table)[0]!.rate).toBe(0);
  table.list(line('b'));
  table.measure(traffic(['b']), [], false);
  expect(rows(table).map(({ rate }) => rate)).toEqual([0, 5]);
});

test('a flow stays a while after its end, longer if the server has ended with it, and may come again', () => {
  const table = new RemoteTable();
  for (const id of ['a', 'b', 'c']) table.list(line(id));
  table.hear(end('a', 'idle'), 0);
  table.hear(end('b', 'capture ended'), 0);
  table.expire(9999, false);
  expect(rows(table).map(({ ended }) => ended)).toEqual(['idle', 'capture ended', null]);
  table.expire(10_000, false);
  expect(rows(table).map(({ ended }) => ended)).toEqual(['capture ended', null]);
  table.list(line('b', { start: '2026-01-01T00:05:00.000Z', bytesDown: 7 }));
  expect(table.flowOf('b')).toMatchObject({ ended: null, bytesDown: 7, events: [] });
  table.keepOnly(new Set(['b']));
  expect(rows(table)).toHaveLength(1);
});

test('a client that turns round has no verdict, and nothing that was seen from the wrong end', () => {
  const table = new RemoteTable();
  table.list(line('a'));
  table.hear(verdict('a'), 0);
  table.measure(traffic(['a'], [[1, 2, 3]]), ['a'], false);
  table.hear({ kind: 'client', ...head('a', 1), flow: { ...ends('a'), client: '10.0.0.2', clientPort: 2, server: '10.0.0.1', serverPort: 1 } }, 0);
  expect(rows(table)).toMatchObject([{ client: '10.0.0.2:2', verdict: 'unknown', probability: null, since: null }]);
  expect(table.flowOf('a')!.knownTo).toBe(-Infinity);
  expect(table.flowOf('a')!.events.map(({ kind }) => kind)).toEqual(['verdict', 'client']);
});
