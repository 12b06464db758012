import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnMaxima, columnsOf, samplesOf } from './columns.ts';

test('every sample is in some column, and its columns are those that show it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 300 }), (samples, columns) => {
      const shown = new Map<number, number[]>();
      for (let column = 0; column < columns; column++) {
        const { from, to } = samplesOf(column, columns, samples);
        for (let i = from; i < to; i++) shown.set(i, [...(shown.get(i) ?? []), column]);
      }
      for (let sample = 0; sample < samples; sample++) {
        const { first, last } = columnsOf(sample, columns, samples);
        expect([first, last]).toEqual([shown.get(sample)?.[0], shown.get(sample)?.at(-1)]);
      }
    }),
  );
});

test('maxima keep the largest of all', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 1e9 }), { minLength: 1, maxLength: 400 }), fc.integer({ min: 1, max: 300 }), (values, columns) => {
      expect(Math.max(...columnMaxima(values, columns))).toBe(Math.max(...values));
    }),
  );
  expect(columnMaxima([], 2)).toEqual(Float64Array.of(Number.NaN, Number.NaN));
});
