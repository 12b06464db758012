import { expect, test } from 'vitest';
import { measureLatency } from './latency.ts';
import { packets, requests } from './packets.fixture.ts';

/** One request at 10 k each, `silence` seconds after a data packet and `latency` before the next. */
const measure = (...rows: [silence: number, latency: number][]) => measureLatency(
  requests(...rows.map((_, k): [number, number] => [10 * k, 300])),
  packets(...rows.flatMap(([silence, latency], k): [number, number][] => [[10 * k - silence, 1400], [10 * k + latency, 1400]])),
);

test('the median over requests', () => expect(measure([1, 0.5], [1, 0.25], [1, 0.75])).toBe(0.5));

test('a request less than 100 ms after data says nothing', () => {
  expect(measure([1, 0.5], [0.11, 0.25])).toBe(0.375);
  expect(measure([1, 0.5], [1, 0.5], [0.09, 0.25], [0.09, 0.25])).toBe(0.5);
});

test('data more than 1.2 s later answers something else', () => {
  expect(measure([1, 1.125], [1, 1])).toBe(1.0625);
  expect(measure([1, 1.125], [1, 1.125], [1, 1.25])).toBe(1.125);
});

test('before the first data there is silence, and after the last no answer', () => {
  expect(measureLatency(requests([1, 300], [3, 300], [5, 300]), packets([1.5, 1400], [3.5, 1400]))).toBe(0.5);
});

test('one request alone says nothing', () => expect(measure([1, 0.5])).toBe(0.04));
