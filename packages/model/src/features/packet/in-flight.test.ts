import { expect, test } from 'vitest';
import { inFlightShare, markInFlight } from './in-flight.ts';
import { packets } from './packets.fixture.ts';
import { countSizes } from './size-counts.ts';

test('in flight is what follows a full data packet within 150 ms', () => {
  const up = packets([0.5, 100], [1, 100], [1.14, 100], [1.16, 200], [2.1, 200]);
  const marks = markInFlight(up, countSizes(up.size), packets([1, 1400], [2, 700]), 1400);
  expect(Array.from(marks.flag)).toEqual([0, 0, 1, 0, 0]);
  expect(Array.from(marks.sinceData)).toEqual([9, 9, 1.14 - 1, 1.16 - 1, 2.1 - 2]);
  expect(inFlightShare(marks, 100)).toBe(1 / 3);
  expect(inFlightShare(marks, 200)).toBe(0);
});
