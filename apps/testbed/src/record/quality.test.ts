import { expect, test } from 'vitest';
import { VOD } from '../plan/conditions.fixture.ts';
import type { Condition } from '../plan/condition.ts';
import { GOOD } from './evidence.fixture.ts';
import { type Evidence, faultsOf } from './quality.ts';

const live: Condition = { ...VOD, activity: { ...VOD.activity, live: true } as Condition['activity'] };
const sample = { at: 10, position: 110, buffered: 40, stalls: 0, stallSeconds: 0, rung: 2, dropped: 0, total: 250, requests: 20, bytes: 9 };

function faults(change: Partial<Evidence>, condition = VOD): string[] {
  return faultsOf(condition, { ...GOOD, ...change });
}

test('keeps a run in which all went well', () => {
  expect(faults({})).toEqual([]);
  expect(faults({}, live)).toEqual([]);
});

test.each([
  ['a late emulator', { link: { ...GOOD.link, latenessMilliseconds: { p50: 0, p99: 4, p999: 50, max: 60 } } }, ['the path emulator was late: p99 4 ms, allowed 3', 'the path emulator was late: p999 50 ms, allowed 40']],
  ['frames that this machine lost', { link: { ...GOOD.link, up: { ...GOOD.link.up, missed: 2 } } }, ['the path emulator lost 2 frames']],
  ['packets that tcpdump dropped', { capture: { packets: 9000, dropped: 1 } }, ['tcpdump dropped 1 packets']],
  ['packets that were lost on the way into the file', { capture: { packets: 9003, dropped: 0 } }, ['tcpdump wrote 9003 packets, of which 9000 could be read']],
  ['a starved player', { client: { ...GOOD.client, dropped: 60 } }, ['60 of 500 frames dropped']],
  ['stalled playback', { client: { ...GOOD.client, stallSeconds: 5 } }, ['playback waited for 5.0 s, allowed 3.8']],
  ['a slow start', { client: { ...GOOD.client, startupSeconds: 16 } }, ['playback began after 16.0 s']],
  ['a player without a picture', { client: { ...GOOD.client, startupSeconds: null } }, ['nothing was ever played']],
  ['errors of the player', { client: { ...GOOD.client, errors: ['bufferAppendError', 'x'] } }, ['the client reported 2 errors, first: bufferAppendError']],
  ['a client that ended early', { client: { ...GOOD.client, failure: 'viewer: it ended before its time' } }, ['the client failed: viewer: it ended before its time']],
  ['a capture that is nearly empty', { totals: { ...GOOD.totals, packets: 12 }, capture: { packets: 12, dropped: 0 } }, ['only 12 packets, expected 60']],
  ['a capture that ends early', { totals: { ...GOOD.totals, seconds: 9 } }, ['packets for 9 s of 20']],
])('rejects %s', (_, change, reasons) => {
  expect(faults(change)).toEqual(reasons);
});

test('stalls are no fault of a link that cannot carry the lowest rung', () => {
  const narrow = { ...VOD, link: { ...VOD.link, rateSteps: [{ at: 5, downMbit: 0.6 }] } };
  expect(faults({ client: { ...GOOD.client, stallSeconds: 9 } }, narrow)).toEqual([]);
});

test('a live player cannot have what does not exist yet; one on demand can', () => {
  const client = { ...GOOD.client, samples: [sample] };
  expect(faults({ client })).toEqual([]);
  expect(faults({ client }, live)).toEqual(['a live player had 40.0 s ahead, which exist for 20 s at most']);
  const behind = { ...live, activity: { ...live.activity, behindSeconds: 30 } as Condition['activity'] };
  expect(faults({ client }, behind)).toEqual([]);
});

test('one who reads, or listens to what is fetched ahead, is quiet at the end', () => {
  const reading: Condition = { ...VOD, activity: { kind: 'browse', thinkSeconds: 20 } };
  expect(faults({ totals: { ...GOOD.totals, seconds: 9 } }, reading)).toEqual([]);
});

test.each<Condition['activity']>([
  { kind: 'call', direction: 'both', maxKbit: 900 },
  { kind: 'audio', live: true, protocol: 'stream', kbit: 64 },
])('what is heard is judged like what is seen: $kind', (activity) => {
  const condition: Condition = { ...VOD, activity };
  expect(faults({}, condition)).toEqual([]);
  expect(faults({ client: { ...GOOD.client, startupSeconds: null } }, condition)).toEqual(['nothing was ever played']);
  expect(faults({ client: { ...GOOD.client, stallSeconds: 5 } }, condition)).toEqual(['playback waited for 5.0 s, allowed 3.8']);
});

test('a page that could not be loaded is told', () => {
  const reading: Condition = { ...VOD, activity: { kind: 'browse', thinkSeconds: 5 } };
  const silent = { ...GOOD.client, startupSeconds: null };
  expect(faults({ client: silent }, reading)).toEqual([]);
  expect(faults({ client: { ...silent, errors: ['the answer was cut off'] } }, reading)).toEqual(['the client reported 1 errors, first: the answer was cut off']);
});

test('an idle tunnel has few packets', () => {
  const idle: Condition = { ...VOD, activity: { kind: 'idle' } };
  expect(faults({ totals: { ...GOOD.totals, packets: 3, seconds: 10 }, capture: { packets: 3, dropped: 0 } }, idle)).toEqual([]);
  expect(faults({ totals: { ...GOOD.totals, packets: 0, seconds: 0 }, capture: { packets: 0, dropped: 0 } }, idle)).toEqual(['only 0 packets, expected 2']);
});
