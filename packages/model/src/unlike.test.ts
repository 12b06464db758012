import { expect, test } from 'vitest';
import { handMadePart, windowWith } from './hand-made-part.fixture.ts';
import { unlikeTraining } from './unlike.ts';

// The ranges are −2 to 2: half of that beyond either end is still alike, −4 to 4.
const part = handMadePart(2);

test('a value is unlike training only beyond half a range outside of it', () => {
  // Only inputs that are not monotone count: rate_down_capped is one.
  expect(unlikeTraining(part, windowWith({ rate_down: 4 }))).toEqual([]);
  expect(unlikeTraining(part, windowWith({ rate_down: -4.001 }))).toEqual([{ feature: 'rate_down_capped', value: -4.001, low: -2, high: 2 }]);
  expect(unlikeTraining(part, windowWith({ poll_per_segment: 4.001 }))).toEqual([{ feature: 'poll_per_segment', value: 4.001, low: -2, high: 2 }]);
});

test('looks at what the forests see, in both stages', () => {
  const found = unlikeTraining(part, windowWith({ packet_size_down: 5000, rate_down: 7, poll_per_segment: 9 }));
  expect(found.map(({ feature, value }) => [feature, value])).toEqual([['packet_size_down_capped', 1200], ['poll_per_segment', 9]]);
});

test('beyond the range of a monotone input more of the same speaks for the same class', () => {
  expect(unlikeTraining(part, windowWith({ longest_gap: 1000, cv_second: -9 }))).toEqual([]);
});

test('a feature that was the same in all of training allows no other value', () => {
  // Without a gap delivery is continuous: both inputs of the edge are 1.
  const value = Float32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 0, 0);
  const fixed = { ...part, liveness: { ...part.liveness, low: value, high: value } };
  expect(unlikeTraining(fixed, windowWith({}))).toEqual([]);
  expect(unlikeTraining(fixed, windowWith({ poll_per_segment: 0.001 })).map(({ feature }) => feature)).toEqual(['poll_per_segment']);
});
