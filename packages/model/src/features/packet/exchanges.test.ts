import { expect, test } from 'vitest';
import { findExchanges } from './exchanges.ts';
import { packets, requests, train } from './packets.fixture.ts';

const sizes = { mtu: 1400, acknowledgement: 100 };
const find = (asked: [number, number, number?, number?][], ...data: [number, number][][]) => findExchanges(requests(...asked), packets(...data.flat()), sizes, 0.05);
const segment = (start: number) => train(start, 60, 1400);

test('media and playlist', () => {
  const found = find([[1, 400], [2, 400]], train(1.1, 2, 800), segment(2.1));
  expect(Array.from(found.large)).toEqual([0, 1]);
  expect(Array.from(found.small)).toEqual([1, 0]);
  expect(Array.from(found.net)).toEqual([1400, 78_000]);
  expect(found.largeBytes).toBeCloseTo(1600 + 0.95 * 82_400, 6);
});

test.each([
  ['is too small without headers', [1, 200], [[1.1, 345]], 0],
  ['has 250 bytes without headers', [1, 200], [[1.1, 350]], 1],
  ['is smaller than its request', [1, 900], [[1.1, 850]], 0],
  ['is cut by the next request', [1, 400], train(1.1, 2, 1400), 0],
  ['was asked for in flight', [1, 400, 1, 1], [[1.1, 800]], 0],
  ['is not small beside the media', [1, 400], train(1.1, 16, 1000), 0],
] satisfies [string, [number, number, number?, number?], [number, number][], number][])('an answer that %s', (_, request, answer, small) => {
  const found = find([request, [2, 400]], answer, segment(2.1));
  expect(found.small[0]).toBe(small);
});

test('small is less than a fifth of the large ones', () => {
  const small = (packets: number) => find([[1, 400], [2, 400]], train(1.1, packets, 1000), train(2.1, 30, 1400)).small[0];
  expect([small(7), small(9)]).toEqual([1, 0]);
});

test('two requests together have half the size each', () => {
  expect(find([[1, 600, 2]], segment(1.1)).requestSize[0]).toBe(300);
});

test('requests without any answer', () => {
  const found = find([[5, 400]], segment(1));
  expect([found.largeBytes, found.bytes[0], found.large[0], found.small[0]]).toEqual([0, 0, 0, 0]);
});
