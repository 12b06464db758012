import { expect, test } from 'vitest';
import { findBursts } from './bursts.ts';
import { findDownlinkPolls } from './downlink-polls.ts';
import { packets, requests, train } from './packets.fixture.ts';

const sizes = { mtu: 1400, acknowledgement: 100 };
const PERIODS = [0, 4, 8, 12, 16];
/** A segment every 4 s at 2.0, and a piece of the given packets 1 s before each. */
function polls(piece: (start: number) => [number, number][], asked = requests()) {
  const data = packets(...PERIODS.flatMap((start) => [...piece(start + 1), ...train(start + 2, 60, 1400)]));
  return findDownlinkPolls(data, asked, findBursts(data, 0.05, 20), sizes);
}

test('a small piece in each period', () => {
  const family = polls((start) => [[start, 1400], [start + 0.01, 600]]);
  expect(family).toMatchObject({ score: 1, size: 2000 });
  expect(Array.from(family!.time)).toEqual([1, 5, 9, 13, 17]);
});

test.each([
  ['of less than 250 bytes without headers', (start: number): [number, number][] => [[start, 349]]],
  ['of full packets only', (start: number) => train(start, 3, 1400)],
  ['of more than 18 kB', (start: number) => train(start, 19, 1000)],
  ['of 150 ms and more', (start: number) => train(start, 3, 600, 0.08)],
  ['of packets hardly smaller than full ones', (start: number) => train(start, 3, 1260)],
])('a piece %s is none', (_, piece) => expect(polls(piece)).toBeNull());

test.each([
  ['of 250 bytes without headers', (start: number): [number, number][] => [[start, 350]], 350],
  ['with one packet that is not full', (start: number): [number, number][] => [[start, 1400], [start + 0.01, 1259]], 2659],
  ['of hardly less than 150 ms', (start: number) => train(start, 3, 600, 0.07), 1800],
  ['that ends with a silence of more than 100 ms', (start: number) => [...train(start, 1, 600), ...train(start + 0.11, 1, 700)], 600],
])('a piece %s is one', (_, piece, size) => expect(polls(piece)?.size).toBe(size));

test('a request divides pieces; the second one is isolated after 30 ms', () => {
  const piece = (pause: number) => (start: number): [number, number][] => [[start, 340], [start + pause, 700]];
  const asked = (pause: number) => requests(...PERIODS.map((start): [number, number] => [start + 1 + pause / 2, 300]));
  expect(polls(piece(0.032))!.size).toBe(1040);
  expect(polls(piece(0.032), asked(0.032))!.size).toBe(700);
  expect(polls(piece(0.028), asked(0.028))).toBeNull();
});
