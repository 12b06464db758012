import { expect, test } from 'vitest';
import { findExchanges } from './exchanges.ts';
import { packets, requests, train } from './packets.fixture.ts';
import { similarExchangeShare } from './similar-exchanges.ts';

const sizes = { mtu: 1400, acknowledgement: 100 };
/** Requests [bytes, bytes of the answer's packets …], one a second. */
const share = (...exchanges: [request: number, ...answer: number[]][]) => similarExchangeShare(findExchanges(
  requests(...exchanges.map(([size], i) => [i + 1, size] as const)),
  packets(...exchanges.flatMap(([, ...answer], i) => answer.map((size, k) => [i + 1.1 + k / 1000, size] as const))),
  sizes, 0.05,
));
const SEGMENT: [number, ...number[]] = [600, ...train(0, 60, 1400).map(([, size]) => size)];

test('a playlist for each segment', () => expect(share([400, 800], SEGMENT, [404, 830], SEGMENT)).toBe(0.5));
test('segments alone', () => expect(share(SEGMENT, SEGMENT)).toBe(0));
test('other requests, and answers of another size, are not alike', () => {
  expect(share([400, 800], [421, 800], SEGMENT)).toBe(0.5);
  expect(share([400, 800], [400, 881], SEGMENT)).toBe(0.5);
  expect(share([400, 800], [420, 880], SEGMENT)).toBeCloseTo(2 / 3, 12);
  expect(share([400, 3000], [400, 3150], [400, 3350], SEGMENT)).toBeCloseTo(2 / 3, 12);
});
test('a small answer is alike to itself', () => expect(share([400, 800], SEGMENT)).toBe(0.5));
test('an answer may be smaller than its request', () => expect(share([1300, 700], [1300, 700], SEGMENT)).toBeCloseTo(2 / 3, 12));
test('what is too small or too large for a playlist does not count', () => {
  expect(share([400, 349], [400, 349], SEGMENT)).toBe(0);
  expect(share([400, 350], [400, 350], SEGMENT)).toBeCloseTo(2 / 3, 12);
});
test('a set is of what is alike to one of its members, wherever it stands', () => {
  expect(share([400, 800], [415, 800], [430, 800], [445, 800], SEGMENT)).toBeCloseTo(3 / 4, 12);
});
test('two together count as their half each', () => {
  const together = findExchanges(requests([1, 800, 2], [2, 400], [3, 600]), packets([1.1, 1300], [2.1, 700], ...train(3.1, 60, 1400)), sizes, 0.05);
  expect(similarExchangeShare(together)).toBeCloseTo(2 / 3, 12);
});
test('no exchanges', () => expect(share()).toBe(0));
