import { expect, test } from 'vitest';
import { coefficientOfVariation, idleShare, meanOf } from './variation.ts';

test('variation is the population standard deviation over the mean', () => {
  expect(coefficientOfVariation(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9))).toBe(0.4);
  expect(coefficientOfVariation(Float64Array.of(0, 0))).toBe(0);
  expect(coefficientOfVariation(new Float64Array(0))).toBe(0);
});

test('idle is below 5 % of the mean', () => {
  expect(idleShare(Float64Array.of(4.9, 5, 100, 290.1))).toBe(0.25);
  expect(idleShare(Float64Array.of(0, 0))).toBe(1);
});

test('no values have the mean 0', () => expect(meanOf(new Float64Array(0))).toBe(0));
