import { expect, test } from 'vitest';
import { markInFlight } from './in-flight.ts';
import { packets } from './packets.fixture.ts';
import { countSizes } from './size-counts.ts';
import { findStreamRequests } from './stream-requests.ts';

const ACK = 52;
const data = packets([1, 1400], [2, 1400], [3, 1400], [4, 1400], [5, 500]);
const find = (...rows: [number, number][]) => {
  const up = packets(...rows);
  return Array.from(findStreamRequests(up, markInFlight(up, countSizes(up.size), data, 1400), ACK));
};

test('requests are 30 bytes larger than the bare acknowledgement', () => {
  expect(find([0.5, 81], [0.6, 82])).toEqual([0, 1]);
});

test('at once after data, or shortly after a full packet, nothing is a request', () => {
  expect(find([1.001, 300], [2.1, 300], [5.001, 301], [5.01, 302])).toEqual([0, 0, 0, 1]);
});

test('multiples of the inner acknowledgement are none', () => {
  const inner: [number, number][] = [[1.001, ACK + 80], [2.001, ACK + 80], [3.001, ACK + 80]];
  expect(find([0.5, ACK + 160], [0.6, ACK + 161], ...inner).slice(0, 2)).toEqual([0, 1]);
  expect(find([0.5, ACK + 160], [0.6, ACK + 161], ...inner.slice(1)).slice(0, 2)).toEqual([1, 1]);
});

test('a size that is often in flight counts in a pause only', () => {
  const flying: [number, number][] = [[1.1, 300], [2.1, 300]];
  expect(find(...flying, [5.1, 300], [5.2, 300])).toEqual([0, 0, 0, 1]);
});
