import { expect, test } from 'vitest';
import { packets, requests } from './packets.fixture.ts';
import { joinPipelined } from './pipelining.ts';

test('requests within a latency and without data between them are one', () => {
  const asked = requests([1, 300], [1.0625, 310], [1.125, 300], [2, 300], [2.0625, 300], [3, 300], [3.25, 300]);
  const joined = joinPipelined(asked, packets([2.03, 1400], [3.5, 1400]), 0.0625);
  expect(joined).toEqual(requests([1, 910, 3], [2, 300], [2.0625, 300], [3, 300], [3.25, 300]));
});
