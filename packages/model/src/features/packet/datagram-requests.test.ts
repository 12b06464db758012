import { expect, test } from 'vitest';
import { findDatagramRequests } from './datagram-requests.ts';
import { markInFlight } from './in-flight.ts';
import { packets, train } from './packets.fixture.ts';
import { countSizes } from './size-counts.ts';

const ACK = 100;
const download = packets(...train(1, 1000, 1400));
const find = (...rows: [number, number][]) => {
  const up = packets(...rows);
  return Array.from(findDatagramRequests(up, markInFlight(up, countSizes(up.size), download, 1400), ACK, 60));
};

test('in a pause whatever is 50 bytes larger than an acknowledgement is a request', () => {
  expect(find([0.1, 149], [0.2, 150], [0.3, 400])).toEqual([0, 1, 1]);
});

test('in flight a request has the size of one in a pause', () => {
  expect(find([0.1, 400], [1.5, 400], [1.6, 401])).toEqual([1, 1, 0]);
});

test('a size that is mostly in flight belongs to acknowledgements, and counts in a pause only', () => {
  const flying = Array.from({ length: 31 }, (_, i): [number, number] => [1.1 + i / 100, 180]);
  const still = Array.from({ length: 10 }, (_, i): [number, number] => [0.05 + i / 100, 180]);
  expect(find(...still, ...flying)).toEqual([...still.map(() => 1), ...flying.map(() => 0)]);
  expect(find(...still, ...flying.slice(0, 15))).toEqual(new Array(25).fill(1));
});

test('150 ms after a full packet a pause begins', () => {
  const flying = Array.from({ length: 40 }, (_, i): [number, number] => [1.1 + i / 100, 180]);
  expect(find(...flying, [1.999 + 0.145, 180], [1.999 + 0.155, 180]).slice(-2)).toEqual([0, 1]);
});

test('rare is up to one packet in two seconds', () => {
  const sizes = (flying: number, still: number) => find(
    ...Array.from({ length: still }, (_, i): [number, number] => [0.01 + i / 100, 180]),
    ...Array.from({ length: flying }, (_, i): [number, number] => [1.1 + i / 100, 180]));
  expect(sizes(24, 6).at(-1)).toBe(1);
  expect(sizes(24, 7).at(-1)).toBe(0);
});

test('a rare size may be in flight more often', () => {
  expect(find([0.1, 400], [1.2, 400], [1.4, 400], [1.6, 400])).toEqual([1, 1, 1, 1]);
});
