import { expect, test } from 'vitest';
import { confusion, hits, predictedAs, support, total } from './confusion.ts';

const truth = Uint8Array.of(0, 0, 1, 1, 1, 2);
const predicted = Int8Array.of(0, 1, 1, 1, -1, 0);

test('counts true classes in rows, predictions in columns, unknown last', () => {
  const matrix = confusion(truth, predicted, 3);
  expect(Array.from(matrix.counts)).toEqual([1, 1, 0, 0, 0, 2, 0, 1, 1, 0, 0, 0]);
  expect([support(matrix, 1), predictedAs(matrix, 1), predictedAs(matrix, 3), hits(matrix, 1), total(matrix)]).toEqual([3, 3, 1, 2, 6]);
});

test('adds weights instead of rows', () => {
  const matrix = confusion(truth, predicted, 3, Float64Array.of(0, 1, 2, 0.5, 3, 1));
  expect(Array.from(matrix.counts)).toEqual([0, 1, 0, 0, 0, 2.5, 0, 3, 1, 0, 0, 0]);
});

test('refuses rows that do not fit', () => {
  expect(() => confusion(truth, Int8Array.of(0), 3)).toThrow('predicted: expected 6 rows, found 1');
  expect(() => confusion(truth, predicted, 2)).toThrow('truth, row 5: expected 0 to 1, found 2');
  expect(() => confusion(Uint8Array.of(0), Int8Array.of(-2), 2)).toThrow('predicted, row 0: expected −1 to 1, found -2');
});
