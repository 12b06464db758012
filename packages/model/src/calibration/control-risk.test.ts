import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { controlRisk, type GroupScores, riskAt } from './control-risk.ts';

const of = (windows: number, ...scores: number[]): GroupScores => ({ windows, scores });

test('by hand: nine groups, one of which errs in half its windows and one in one of four', () => {
  const groups = [of(4, 0.9, 0.6), of(4, 0.7), ...Array.from({ length: 7 }, () => of(10))];
  // (risk · 10 − 1) ÷ 9 of loss is allowed; each false window costs 1 ÷ 36.
  expect(controlRisk(groups, 0.1)).toEqual({ least: 0.95, risk: 0.1 });
  expect(controlRisk(groups, 0.125)).toEqual({ least: 0.8, risk: 0.125 });
  expect(controlRisk(groups, 0.15)).toEqual({ least: (0.7 + 0.6) / 2, risk: 0.15 });
  expect(controlRisk(groups, 0.175)).toEqual({ least: 0, risk: 0.175 });
});

test('equal scores are said or not together', () => {
  expect(controlRisk([of(2, 0.8, 0.8), of(2, 0.7), of(2), of(2)], 0.35).least).toBe(0.9);
});

describe('few groups', () => {
  test('cannot show a small risk: the least that they can is stated, and no error allowed', () => {
    expect(controlRisk([of(2, 0.6), of(2), of(2)], 0.05)).toEqual({ least: 0.8, risk: 0.25 });
    expect(controlRisk([of(2), of(2), of(2)], 0.05)).toEqual({ least: 0, risk: 0.25 });
  });
  test('none at all: nothing is stated', () => expect(controlRisk([], 0.1)).toEqual({ least: 0, risk: 1 }));
  test('one that errs with certainty: the class is never said', () => expect(controlRisk([of(1, 1)], 0.1).least).toBeGreaterThan(1));
});

const groups = fc.array(fc.integer({ min: 1, max: 6 }).chain((windows) => fc.array(fc.integer({ min: 1, max: 20 }).map((i) => i / 20), { maxLength: windows }).map((scores) => of(windows, ...scores))), { minLength: 1, maxLength: 30 });

function meanLoss(list: readonly GroupScores[], least: number): number {
  return list.reduce((sum, { windows, scores }) => sum + scores.filter((score) => score >= least).length / windows, 0) / list.length;
}

test('the bound holds for what is said, and would not with the next lower score', () => {
  fc.assert(fc.property(groups, fc.integer({ min: 1, max: 99 }), (list, percent) => {
    const { least, risk } = controlRisk(list, percent / 100);
    const n = list.length;
    const bound = (threshold: number) => (n * meanLoss(list, threshold) + 1) / (n + 1);
    expect(bound(least)).toBeLessThanOrEqual(risk + 1e-9);
    const excluded = list.flatMap(({ scores }) => scores).filter((score) => score < least);
    if (excluded.length > 0) expect(bound(Math.max(...excluded))).toBeGreaterThan(risk);
  }), { seed: 1 });
});

test('the risk of a threshold that was fixed beforehand is what would allow it', () => {
  const list = [of(4, 0.9, 0.6), of(4, 0.7), ...Array.from({ length: 7 }, () => of(10))];
  expect(riskAt(list, 0.95)).toBe(1 / 10);
  expect(riskAt(list, 0.65)).toBeCloseTo((1 + 2 / 4) / 10, 12);
  expect(riskAt(list, 0)).toBeCloseTo((1 + 3 / 4) / 10, 12);
  expect(riskAt([], 0.5)).toBe(1);
  fc.assert(fc.property(groups, fc.integer({ min: 1, max: 99 }), (some, percent) => {
    const { least, risk } = controlRisk(some, percent / 100);
    expect(riskAt(some, least)).toBeLessThanOrEqual(risk + 1e-9);
  }), { seed: 1 });
});

test('more risk never says less', () => {
  fc.assert(fc.property(groups, fc.integer({ min: 1, max: 98 }), (list, percent) => {
    expect(controlRisk(list, (percent + 1) / 100).least).toBeLessThanOrEqual(controlRisk(list, percent / 100).least);
  }), { seed: 1 });
});

test('over groups drawn from one population, a further group is wronged no more than stated', () => {
  // A linear congruential generator: half the groups err in up to all of their windows, with scores that are higher the more they err.
  let state = 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const draw = (): GroupScores => {
    const rate = random() < 0.5 ? random() : 0;
    return of(20, ...Array.from({ length: 20 }, () => 0.4 + 0.6 * random() * (0.5 + rate / 2)).filter(() => random() < rate));
  };
  let total = 0;
  const rounds = 2000;
  for (let round = 0; round < rounds; round++) {
    const { least } = controlRisk(Array.from({ length: 25 }, draw), 0.1);
    total += meanLoss([draw()], least);
  }
  expect(total / rounds).toBeLessThan(0.1);
  expect(total / rounds).toBeGreaterThan(0.04);
});
