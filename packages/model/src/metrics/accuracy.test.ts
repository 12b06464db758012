import { expect, test } from 'vitest';
import { accuracy, balancedAccuracy, coverage, f1, precision, recall, selectiveAccuracy } from './accuracy.ts';
import { confusion } from './confusion.ts';

// Class 0: 4 rows, 3 right, 1 unknown. Class 1: 2 rows, 1 right, 1 taken for 0. Class 2: no rows, never predicted.
const matrix = confusion(Uint8Array.of(0, 0, 0, 0, 1, 1), Int8Array.of(0, 0, 0, -1, 1, 0), 3);

test('known values', () => {
  expect(accuracy(matrix)).toBe(4 / 6);
  expect(balancedAccuracy(matrix)).toBe((3 / 4 + 1 / 2) / 2);
  expect([precision(matrix, 0), recall(matrix, 0), f1(matrix, 0)]).toEqual([3 / 4, 3 / 4, 3 / 4]);
  expect([precision(matrix, 1), recall(matrix, 1), f1(matrix, 1)]).toEqual([1, 1 / 2, 2 / 3]);
  expect([coverage(matrix), selectiveAccuracy(matrix)]).toEqual([5 / 6, 4 / 5]);
});

test('null where undefined', () => {
  expect([precision(matrix, 2), recall(matrix, 2), f1(matrix, 2)]).toEqual([null, null, null]);
  const none = confusion(new Uint8Array(0), new Uint8Array(0), 2);
  expect([accuracy(none), balancedAccuracy(none), coverage(none), selectiveAccuracy(none)]).toEqual([null, null, null, null]);
  const unknown = confusion(Uint8Array.of(0, 1), Int8Array.of(-1, -1), 2);
  expect([accuracy(unknown), balancedAccuracy(unknown), coverage(unknown), selectiveAccuracy(unknown)]).toEqual([0, 0, 0, null]);
  const oneClass = confusion(Uint8Array.of(1, 1), Uint8Array.of(1, 0), 2);
  expect(balancedAccuracy(oneClass)).toBeNull();
});
