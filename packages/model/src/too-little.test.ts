import { expect, test } from 'vitest';
import { KIND } from './features/kind.ts';
import { featureNames } from './features/schema.ts';
import { hasTooLittle, rateOf, TOO_LITTLE } from './too-little.ts';
import { OUTCOMES } from './outcome.ts';

const window = (down: number, up: number) => ({
  kind: Float64Array.from(featureNames(KIND), (name) => (name === 'rate_down' ? Math.log10(1 + down) : name === 'rate_up' ? Math.log10(1 + up) : 0)),
});

test('the rate counts both directions', () => {
  expect(rateOf(window(700, 250))).toBeCloseTo(950, 6);
  expect(rateOf(window(0, 0))).toBe(0);
});

test('below 1,000 bytes a second there is too little for media', () => {
  expect(hasTooLittle(window(900, 99))).toBe(true);
  expect(hasTooLittle(window(900, 101))).toBe(false);
});

test('its outcomes are probabilities, other first of all', () => {
  expect(TOO_LITTLE.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(OUTCOMES[TOO_LITTLE.indexOf(Math.max(...TOO_LITTLE))]).toBe('other');
});
