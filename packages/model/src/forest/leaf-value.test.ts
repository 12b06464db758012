import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAF_STEPS, writeLeafValue } from './leaf-value.ts';

const leafValue = (...weights: number[]) => {
  const value = new Float32Array(weights.length + 1);
  writeLeafValue(Float64Array.from(weights), value, 1);
  return Array.from(value.subarray(1));
};

test('rounds shares to steps and gives the missing step to the largest remainder', () => {
  expect(leafValue(1, 3)).toEqual([0.25, 0.75]);
  expect(leafValue(0, 0.1)).toEqual([0, 1]);
  // A third is 10922.67 steps: two of the three are missing, the first two get them.
  expect(leafValue(1, 1, 1).map((value) => value * LEAF_STEPS)).toEqual([10923, 10923, 10922]);
});

test('values are multiples of a step, sum to exactly 1 and are within a step of the share', () => {
  const weight = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 8 }), (weights) => {
      const total = weights.reduce((a, b) => a + b, 0);
      fc.pre(total > 1e-300);
      const values = leafValue(...weights);
      expect(values.reduce((a, b) => a + b, 0)).toBe(1);
      values.forEach((value, c) => {
        expect(Number.isInteger(value * LEAF_STEPS) && value >= 0).toBe(true);
        expect(Math.abs(value - weights[c]! / total)).toBeLessThanOrEqual(1.001 / LEAF_STEPS);
      });
    }),
  );
});
