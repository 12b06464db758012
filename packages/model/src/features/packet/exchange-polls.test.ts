import { expect, test } from 'vitest';
import { findBursts } from './bursts.ts';
import { findExchangePolls } from './exchange-polls.ts';
import { findExchanges } from './exchanges.ts';
import { packets, requests, train } from './packets.fixture.ts';

const sizes = { mtu: 1400, acknowledgement: 100 };
const PERIODS = [0, 4, 8, 12, 16];
type Request = [number, number, number?, number?];

/** A segment every 4 s, asked for at 2.0; whatever else is asked for and answered as given. */
function polls(asked: Request[], answers: [number, number][], segmentRequest: number | number[] = 500, stream = false) {
  const all = [...asked, ...PERIODS.map((start, i): Request => [start + 2, Array.isArray(segmentRequest) ? segmentRequest[i]! : segmentRequest])].sort((a, b) => a[0] - b[0]);
  const data = packets(...[...answers, ...PERIODS.flatMap((start) => train(start + 2.05, 60, 1400))].sort((a, b) => a[0] - b[0]));
  return findExchangePolls(findExchanges(requests(...all), data, sizes, 0.05), findBursts(data, 0.05, 20), stream);
}

test('a playlist asked for before each segment', () => {
  const family = polls(PERIODS.map((start) => [start + 1, 400]), PERIODS.map((start) => [start + 1.05, 900]));
  expect(family?.score).toBe(1);
  expect(Array.from(family!.time)).toEqual([1, 5, 9, 13, 17]);
});

test('a request of that size in a download is one of them', () => {
  const [first, second, ...rest] = PERIODS.map((start): Request => [start + 1, 400]);
  const asked = [first!, [6.08, 400, 1, 1] as Request, ...rest];
  expect(second![0]).toBe(5);
  const answers = [1, 9, 13, 17].map((time): [number, number] => [time + 0.05, 900]);
  expect(Array.from(polls(asked, answers)!.time)).toEqual([1, 6.08, 9, 13, 17]);
  expect(Array.from(polls(asked, answers, 401)!.time)).toEqual([1, 9, 13, 17]);
  expect(Array.from(polls(asked, answers, [401, 401, 500, 500, 500])!.time)).toEqual([1, 9, 13, 17]);
  expect(polls(asked, answers, [401, 500, 500, 500, 500])!.time).toContain(6.08);
});

test('requests for segments do not make it impure', () => {
  expect(polls(PERIODS.map((start) => [start + 1, 400]), PERIODS.map((start) => [start + 1.05, 900]), 402)?.purity).toBe(1);
});

test('sizes may vary more over a stream', () => {
  const answers = PERIODS.map((start, i): [number, number] => [start + 1.05, 800 + 150 * (i % 2)]);
  const asked = PERIODS.map((start, i): Request => [start + 1, 400 + 30 * (i % 2)]);
  expect(polls(asked, answers)!.time.length).toBe(3);
  expect(polls(asked, answers, 500, true)!.time.length).toBe(5);
});

test('segments alone are no poll', () => expect(polls([], [])).toBeNull());
