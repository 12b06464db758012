import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likeliest, meanOutcomes, verdictOf } from './verdict.ts';
import { SAY_ALWAYS, type VerdictRule } from './verdict-rule.ts';

const HALF: VerdictRule = { ...SAY_ALWAYS, least: { live: 0.5, vod: 0.5, other: 0.5 } };
const EACH: VerdictRule = { ...SAY_ALWAYS, least: { live: 0.25, vod: 0.75, other: 2 } };

/** Probabilities of broadcast, VOD, call, audio and other. */
const of = (...outcomes: number[]) => Float64Array.from(outcomes);

test('broadcasts, calls and audio are all live, with the likeliest as subtype', () => {
  expect(verdictOf(of(0.25, 0.25, 0.125, 0.25, 0.125), HALF, false)).toEqual({
    verdict: 'live', subtype: 'broadcast', probability: 0.625, likely: 'live', probabilities: { live: 0.625, vod: 0.25, other: 0.125 },
  });
  expect(verdictOf(of(0.25, 0, 0.5, 0.25, 0), HALF, false).subtype).toBe('call');
  expect(verdictOf(of(0.25, 0, 0.25, 0.5, 0), HALF, false).subtype).toBe('audio');
  expect(verdictOf(of(0, 0, 0.5, 0.5, 0), HALF, false).subtype).toBe('call');
});

test('VOD and other have no subtype', () => {
  expect(verdictOf(of(0.25, 0.75, 0, 0, 0), HALF, false)).toMatchObject({ verdict: 'vod', subtype: null, probability: 0.75, likely: 'vod' });
  expect(verdictOf(of(0, 0.25, 0, 0, 0.75), HALF, false)).toMatchObject({ verdict: 'other', subtype: null, probability: 0.75, likely: 'other' });
});

describe('what is not probable enough is unknown', () => {
  const half = 0.5;
  const below = 0.5 - 2 ** -30;
  test.each([
    ['exactly what the rule wants is enough', of(0.25, half, 0, 0, 0.25), HALF, 'vod'],
    ['less is not', of(0.25, below, 0, 0, 0.25), HALF, 'unknown'],
    ['a half of live in two parts is enough', of(0.25, 0.25, 0, 0.25, 0.25), HALF, 'live'],
    ['each class has its own: live', of(0.375, 0.3125, 0, 0, 0.3125), EACH, 'live'],
    ['VOD', of(0.25 + 2 ** -30, 0.75 - 2 ** -30, 0, 0, 0), EACH, 'unknown'],
    ['and VOD that is enough', of(0.25, 0.75, 0, 0, 0), EACH, 'vod'],
    ['above 1 means never', of(0, 0, 0, 0, 1), EACH, 'unknown'],
    ['a rule without thresholds says the likeliest', of(0.375, 0.3125, 0, 0, 0.3125), SAY_ALWAYS, 'live'],
  ] as const)('%s', (_, outcomes, rule, expected) => expect(verdictOf(outcomes, rule, false).verdict).toBe(expected));

  test('and so is traffic unlike that of training, however probable', () => expect(verdictOf(of(1, 0, 0, 0, 0), SAY_ALWAYS, true)).toMatchObject({ verdict: 'unknown', likely: 'live', probability: 1 }));

  test('it has no subtype, its likeliest class and that class\'s probability', () => {
    expect(verdictOf(of(0.375, 0.25, 0.0625, 0, 0.3125), HALF, false)).toMatchObject({ verdict: 'unknown', subtype: null, likely: 'live', probability: 0.4375 });
    expect(verdictOf(of(0.25, 0.375, 0, 0, 0.375), HALF, false)).toMatchObject({ verdict: 'unknown', likely: 'vod', probability: 0.375 });
  });
});

test('any outcomes: the three probabilities sum to 1, the likeliest is the largest, unlike is never surer', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 }).filter((counts) => counts.some((count) => count > 0)), (counts) => {
    const sum = counts.reduce((a, b) => a + b, 0);
    const outcomes = Float64Array.from(counts, (count) => count / sum);
    const { verdict, likely, probability, probabilities } = verdictOf(outcomes, HALF, false);
    expect(probabilities.live + probabilities.vod + probabilities.other).toBeCloseTo(1, 12);
    expect(probability).toBe(Math.max(...Object.values(probabilities)));
    expect(probabilities[likely]).toBe(probability);
    expect(likeliest(outcomes)).toEqual({ likely, probabilities });
    expect(['unknown', likely]).toContain(verdict);
    expect(verdictOf(outcomes, HALF, true).verdict).toBe('unknown');
  }), { seed: 1 });
});

test('the mean counts every row the same', () => {
  expect(meanOutcomes([of(1, 0, 0, 0, 0), of(0, 0.5, 0, 0, 0.5), of(0, 1, 0, 0, 0), of(0, 0, 1, 0, 0)])).toEqual(of(0.25, 0.375, 0.25, 0, 0.125));
  expect(() => meanOutcomes([])).toThrow(new RangeError('outcomes: expected at least one row, found none'));
});
