import { expect, test } from 'vitest';
import { handMadePart, windowWith } from './hand-made-part.fixture.ts';
import { unlikeTraining } from './unlike.ts';

// The ranges are −2 to 2: half of that beyond either end is still alike, −4 to 4.
const part = handMadePart(2);

test('a value is unlike training only beyond half a range outside of it', () => {
  // Only inputs that are not monotone count: those of the kind of traffic.
  expect(unlikeTraining(part, windowWith({ rate_down: 4 }))).toEqual([]);
  expect(unlikeTraining(part, windowWith({ rate_down: -4.001 }))).toEqual([{ feature: 'rate_down_capped', value: -4.001, low: -2, high: 2 }]);
});

test('looks at what the forests see', () => {
  const found = unlikeTraining(part, windowWith({ packet_size_down: 5000, rate_down: 7 }));
  expect(found.map(({ feature, value }) => [feature, value])).toEqual([['packet_size_down_capped', 1200], ['rate_down_capped', 4.6]]);
});

test('beyond the range of a monotone input more of the same speaks for the same class', () => {
  expect(unlikeTraining(part, windowWith({ longest_gap: 1000, cv_second: -9, poll_coverage: 50 }))).toEqual([]);
});

test('a feature that was the same in all of training allows no other value, and this one though it is no 32-bit number', () => {
  const value = Float32Array.of(0, 4.6, 0);
  const fixed = { ...part, kind: { ...part.kind, low: value, high: value } };
  expect(unlikeTraining(fixed, windowWith({ rate_down: 9 }))).toEqual([]);
  expect(unlikeTraining(fixed, windowWith({ rate_down: 4.5 })).map(({ feature }) => feature)).toEqual(['rate_down_capped']);
});
