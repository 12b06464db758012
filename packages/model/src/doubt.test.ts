import { expect, test } from 'vitest';
import { doubtOf, isDoubtful } from './doubt.ts';
import { handMadePart, windowWith } from './hand-made-part.fixture.ts';

const part = handMadePart(2);
const doubt = (values: Readonly<Record<string, number>>) => doubtOf(part, windowWith(values));

test('an ordinary window raises none', () => {
  expect(doubt({})).toEqual({ unlike: [], contradictory: false });
  expect(isDoubtful(doubt({}))).toBe(false);
});

test('inputs far outside of training do', () => {
  expect(doubt({ rate_down: -4.001 })).toEqual({ unlike: ['rate_down_capped'], contradictory: false });
  expect(isDoubtful(doubt({ rate_down: -4.001 }))).toBe(true);
});

test.each([
  [{ poll_evidence_repeated: 0.5, longest_gap: 12.1 }, true],
  [{ poll_evidence_downlink_repeated: 0.5, longest_gap: 12.1 }, true],
  [{ poll_evidence_repeated: 0.49, poll_evidence_downlink_repeated: 0.49, longest_gap: 60 }, false],
  [{ poll_evidence_repeated: 1, longest_gap: 12 }, false],
])('a poll for each segment beside a pause longer than any segment is a contradiction: %o', (values, expected) => {
  expect(doubt(values).contradictory).toBe(expected);
  expect(isDoubtful(doubt(values))).toBe(expected);
});

test('seconds show no requests that could contradict their rhythm', () => {
  expect(doubtOf({ ...part, resolution: 'second' }, { kind: windowWith({}).kind, liveness: Float64Array.of(1, 1, 1) }).contradictory).toBe(false);
});
