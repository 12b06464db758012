import { expect, test } from 'vitest';
import { measureLatency } from './latency.ts';
import { packets, requests } from './packets.fixture.ts';

test('the median over requests in silence', () => {
  const data = packets([1.5, 1400], [2.25, 1400], [2.375, 1400], [5.75, 1400], [9, 1400]);
  const asked = requests([1, 300], [2, 300], [2.3125, 300], [5, 300], [7.5, 300], [10, 300]);
  expect(measureLatency(asked, data)).toBe(0.5);
});

test('one request alone says nothing', () => {
  expect(measureLatency(requests([1, 300]), packets([1.5, 1400]))).toBe(0.04);
});
