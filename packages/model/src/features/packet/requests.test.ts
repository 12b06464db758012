import { expect, test } from 'vitest';
import { packets, requests, train } from './packets.fixture.ts';
import { findRequests, joinRequests, overStream } from './requests.ts';

const sizes = { mtu: 1400, acknowledgement: 100 };
const data = packets([5, 1400], [65, 1400]);

test('packets at most 5 ms apart are one request; full ones do not count', () => {
  const up = packets([1, 1400], [1.004, 300], [1.008, 300], [2, 400], [3, 1400]);
  expect(findRequests(up, data, sizes)).toEqual(requests([1, 2000, 2], [2, 400, 1], [3, 1400, 1]));
});

test('acknowledgements are no requests', () => {
  expect(findRequests(packets(...train(1, 20, 100)), data, sizes)).toEqual(requests());
});

test('bare acknowledgements show that the tunnel runs over a stream, where less is a request', () => {
  const up = packets([1, 85], [2, 40]);
  expect(overStream({ mtu: 1400, acknowledgement: 40 })).toBe(true);
  expect(overStream({ mtu: 1400, acknowledgement: 80 })).toBe(false);
  expect(findRequests(up, data, { mtu: 1400, acknowledgement: 40 }).time.length).toBe(1);
  expect(findRequests(up, data, { mtu: 1400, acknowledgement: 80 }).time.length).toBe(0);
});

test('joined requests keep the first one\'s time and flag', () => {
  const joined = joinRequests(requests([1, 10, 1, 1], [2, 20, 1, 0], [3, 30, 2, 0]), Uint8Array.of(1, 0, 1));
  expect(joined).toEqual(requests([1, 30, 2, 1], [3, 30, 2, 0]));
});
