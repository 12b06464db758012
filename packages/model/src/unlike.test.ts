import { expect, test } from 'vitest';
import { handMadePart, windowWith } from './hand-made-part.fixture.ts';
import { unlikeTraining } from './unlike.ts';

// The ranges are −2 to 2: half of that beyond either end is still alike, −4 to 4.
const part = handMadePart(2);

test('a value is unlike training only beyond half a range outside of it', () => {
  expect(unlikeTraining(part, windowWith({ longest_gap: 4 }))).toEqual([]);
  expect(unlikeTraining(part, windowWith({ longest_gap: 4.001 }))).toEqual([{ feature: 'longest_gap', value: 4.001, low: -2, high: 2 }]);
  expect(unlikeTraining(part, windowWith({ cv_second: -4 }))).toEqual([]);
  expect(unlikeTraining(part, windowWith({ cv_second: -4.001 }))).toEqual([{ feature: 'cv_second', value: -4.001, low: -2, high: 2 }]);
});

test('looks at what the forests see, in both stages', () => {
  const found = unlikeTraining(part, windowWith({ packet_size_down: 5000, rate_down: 7, longest_gap: 9 }));
  expect(found.map(({ feature, value }) => [feature, value])).toEqual([['packet_size_down_capped', 1200], ['longest_gap', 9]]);
});

test('a feature that was the same in all of training allows no other value', () => {
  // Without a gap delivery is continuous: both inputs of the edge are 1.
  const value = Float32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 0, 0);
  const fixed = { ...part, liveness: { ...part.liveness, low: value, high: value } };
  expect(unlikeTraining(fixed, windowWith({}))).toEqual([]);
  expect(unlikeTraining(fixed, windowWith({ poll_per_segment: 0.001 })).map(({ feature }) => feature)).toEqual(['poll_per_segment']);
});
