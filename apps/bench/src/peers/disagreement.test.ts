import { expect, test } from 'vitest';
import { findDisagreement } from './disagreement.ts';

test('numbers agree within a share of themselves, and without a tolerance only if they are equal', () => {
  expect(findDisagreement(Float64Array.of(1, 1000), Float64Array.of(1, 1000 + 1e-7), 1e-9)).toBeNull();
  expect(findDisagreement(Float64Array.of(1, 1000), Float64Array.of(1, 1000 + 1e-5), 1e-9)).toBe('number 1 is 1000.00001 beside our 1000');
  expect(findDisagreement(Float64Array.of(3), Float64Array.of(3 + 1e-15), 0)).not.toBeNull();
  expect(findDisagreement(Float64Array.of(3), Float64Array.of(3), 0)).toBeNull();
});

test('what rounding leaves where nothing should be is no difference; not a number is one', () => {
  expect(findDisagreement(Float64Array.of(1e9, 1e-9), Float64Array.of(1e9, 3e-9), 1e-9)).toBeNull();
  expect(findDisagreement(Float64Array.of(1), Float64Array.of(Number.NaN), 1e-3)).toBe('number 0 is NaN beside our 1');
});

test('another number of them is a difference', () => {
  expect(findDisagreement(Float64Array.of(1), new Float64Array(0), 1)).toBe('0 numbers beside our 1');
});
