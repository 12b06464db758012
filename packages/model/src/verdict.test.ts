import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAST_PROBABILITY, LEAST_PROBABILITY_UNLIKE, meanOutcomes, verdictOf } from './verdict.ts';

/** Probabilities of broadcast, VOD, call, audio and other. */
const of = (...outcomes: number[]) => Float64Array.from(outcomes);

test('broadcasts, calls and audio are all live, with the likeliest as subtype', () => {
  expect(verdictOf(of(0.25, 0.25, 0.125, 0.25, 0.125), false)).toEqual({
    verdict: 'live', subtype: 'broadcast', probability: 0.625, likely: 'live', probabilities: { live: 0.625, vod: 0.25, other: 0.125 },
  });
  expect(verdictOf(of(0.25, 0, 0.5, 0.25, 0), false).subtype).toBe('call');
  expect(verdictOf(of(0.25, 0, 0.25, 0.5, 0), false).subtype).toBe('audio');
  expect(verdictOf(of(0, 0, 0.5, 0.5, 0), false).subtype).toBe('call');
});

test('VOD and other have no subtype', () => {
  expect(verdictOf(of(0.25, 0.75, 0, 0, 0), false)).toMatchObject({ verdict: 'vod', subtype: null, probability: 0.75, likely: 'vod' });
  expect(verdictOf(of(0, 0.25, 0, 0, 0.75), false)).toMatchObject({ verdict: 'other', subtype: null, probability: 0.75, likely: 'other' });
});

describe('what is not probable enough is unknown', () => {
  const half = 0.5;
  const below = 0.5 - 2 ** -30;
  test.each([
    ['exactly one half is enough', of(0.25, half, 0, 0, 0.25), false, 'vod'],
    ['less is not', of(0.25, below, 0, 0, 0.25), false, 'unknown'],
    ['a half of live in two parts is enough', of(0.25, 0.25, 0, 0.25, 0.25), false, 'live'],
    ['exactly three quarters are enough for unlike traffic', of(0.25, 0.75, 0, 0, 0), true, 'vod'],
    ['less is not enough for it', of(0.25 + 2 ** -30, 0.75 - 2 ** -30, 0, 0, 0), true, 'unknown'],
    ['but is for traffic like that of training', of(0.25 + 2 ** -30, 0.75 - 2 ** -30, 0, 0, 0), false, 'vod'],
  ] as const)('%s', (_, outcomes, unlike, expected) => expect(verdictOf(outcomes, unlike).verdict).toBe(expected));

  test('it has no subtype, its likeliest class and that class\'s probability', () => {
    expect(verdictOf(of(0.375, 0.25, 0.0625, 0, 0.3125), false)).toMatchObject({ verdict: 'unknown', subtype: null, likely: 'live', probability: 0.4375 });
    expect(verdictOf(of(0.25, 0.375, 0, 0, 0.375), false)).toMatchObject({ verdict: 'unknown', likely: 'vod', probability: 0.375 });
  });
});

test('the thresholds are a half and three quarters', () => expect([LEAST_PROBABILITY, LEAST_PROBABILITY_UNLIKE]).toEqual([0.5, 0.75]));

test('any outcomes: the three probabilities sum to 1, the likeliest is the largest, unlike is never surer', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 }).filter((counts) => counts.some((count) => count > 0)), (counts) => {
    const sum = counts.reduce((a, b) => a + b, 0);
    const outcomes = Float64Array.from(counts, (count) => count / sum);
    const { verdict, likely, probability, probabilities } = verdictOf(outcomes, false);
    expect(probabilities.live + probabilities.vod + probabilities.other).toBeCloseTo(1, 12);
    expect(probability).toBe(Math.max(...Object.values(probabilities)));
    expect(probabilities[likely]).toBe(probability);
    expect(['unknown', likely]).toContain(verdict);
    const unlike = verdictOf(outcomes, true);
    expect(['unknown', verdict]).toContain(unlike.verdict);
  }), { seed: 1 });
});

test('the mean counts every row the same', () => {
  expect(meanOutcomes([of(1, 0, 0, 0, 0), of(0, 0.5, 0, 0, 0.5), of(0, 1, 0, 0, 0), of(0, 0, 1, 0, 0)])).toEqual(of(0.25, 0.375, 0.25, 0, 0.125));
  expect(() => meanOutcomes([])).toThrow(new RangeError('outcomes: expected at least one row, found none'));
});
