import { expect, test } from 'vitest';
import { trainingSet } from './training-set.ts';

const data = {
  features: Float32Array.of(1, 2, 3, 4, 5, 6),
  rows: 3,
  columns: 2,
  labels: Uint8Array.of(0, 1, 1),
  classes: 2,
};

test('turns rows into columns and leaves rows of weight 0 out', () => {
  const set = trainingSet({ ...data, weights: Float64Array.of(2, 0, 0.5) });
  expect(set.columns).toEqual([Float32Array.of(1, 5), Float32Array.of(2, 6)]);
  expect(set.labels).toEqual(Uint8Array.of(0, 1));
  expect(set.weights).toEqual(Float64Array.of(2, 0.5));
  expect(trainingSet(data).weights).toEqual(Float64Array.of(1, 1, 1));
});

test.each([
  [{ features: Float32Array.of(1, 2, 3, NaN, 5, 6) }, 'features, row 1, column 1: expected a finite number, found NaN'],
  [{ features: Float32Array.of(1, 2, 3, 4, -Infinity, 6) }, 'row 2, column 0: expected a finite number, found -Infinity'],
  [{ features: new Float32Array(5) }, 'features: expected 3 × 2 values, found 5'],
  [{ labels: Int32Array.of(0, 1, 2) }, 'labels, row 2: expected a class of 0 to 1, found 2'],
  [{ labels: Int32Array.of(0, -1, 1) }, 'labels, row 1'],
  [{ labels: Uint8Array.of(0) }, 'labels: expected 3, found 1'],
  [{ weights: Float64Array.of(1, -1, 1) }, 'weights, row 1: expected a finite weight ≥ 0, found -1'],
  [{ weights: Float64Array.of(1, NaN, 1) }, 'weights, row 1'],
  [{ weights: Float64Array.of(1) }, 'weights: expected 3, found 1'],
  [{ weights: new Float64Array(3) }, 'a row of weight above 0'],
  [{ rows: 0 }, 'rows: expected an integer of 1'],
  [{ columns: 1.5 }, 'columns'],
  [{ classes: 300 }, 'classes: expected an integer of 1 to 255, found 300'],
])('refuses %o', (change, message) => {
  expect(() => trainingSet({ ...data, ...change })).toThrow(message);
});
