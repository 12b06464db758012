import { expect, test } from 'vitest';
import { datalessSeconds, silentSeconds } from './silence.ts';

test('a second is silent below 2 % of the mean', () => {
  expect(Array.from(silentSeconds(Float64Array.of(97, 1.9, 2, 299.1)))).toEqual([0, 1, 0, 0]);
  expect(Array.from(silentSeconds(Float64Array.of(0, 0)))).toEqual([1, 1]);
});

test('a second is without data if its mean packet is below 300 bytes, or if there is none', () => {
  expect(Array.from(datalessSeconds(Float64Array.of(2999, 3000, 0, 299), Float64Array.of(10, 10, 0, 1)))).toEqual([1, 0, 1, 1]);
});
