import fc from 'fast-check';
import { expect, test } from 'vitest';
import { float32Between, largestFloat32Below } from './float32.ts';

const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });

test('the largest float32 below known numbers', () => {
  expect(largestFloat32Below(1)).toBe(1 - 2 ** -24);
  expect(largestFloat32Below(-1)).toBe(-1 - 2 ** -23);
  expect(largestFloat32Below(0)).toBe(-(2 ** -149));
  expect(largestFloat32Below(-0)).toBe(-(2 ** -149));
  expect(largestFloat32Below(1 + 2 ** -40)).toBe(1);
  expect(largestFloat32Below(2 ** -149)).toBe(0);
});

test('x < t and x ≤ largestFloat32Below(t) agree for every float32 x', () => {
  fc.assert(
    fc.property(float32, float32, fc.constantFrom(0, 1, 2), (a, b, kind) => {
      const threshold = kind === 0 ? a : kind === 1 ? (a + b) / 2 : a + Number.EPSILON;
      const below = largestFloat32Below(threshold);
      for (const x of [a, b, below, Math.fround(threshold)]) expect(x <= below).toBe(x < threshold);
    }),
  );
});

test('a value between two float32 numbers parts them', () => {
  expect(float32Between(1, 2)).toBe(1.5);
  expect(float32Between(1, 1 + 2 ** -23)).toBe(1);
  expect(float32Between(1 - 2 ** -24, 1)).toBe(1 - 2 ** -24);
  fc.assert(
    fc.property(float32, float32, (x, y) => {
      const [a, b] = [Math.min(x, y), Math.max(x, y)];
      fc.pre(a < b);
      const t = float32Between(a, b);
      expect(a <= t && t < b && Math.fround(t) === t).toBe(true);
    }),
  );
});
