import fc from 'fast-check';
import { expect, test } from 'vitest';
import { solvePositiveDefinite } from './solve.ts';

test('solves a system known by hand', () => {
  const b = Float64Array.of(8, 8);
  solvePositiveDefinite(Float64Array.of(4, 2, 2, 3), b);
  expect(b[0]).toBeCloseTo(1, 14);
  expect(b[1]).toBeCloseTo(2, 14);
});

test('solves what it was asked: A·x gives b back', () => {
  const entry = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 16, maxLength: 16 }), fc.array(entry, { minLength: 4, maxLength: 4 }), (m, wanted) => {
      // MᵀM + I is positive definite for every M.
      const a = Float64Array.from({ length: 16 }, (_, at) => {
        const [i, j] = [Math.floor(at / 4), at % 4];
        return [0, 1, 2, 3].reduce((sum, k) => sum + m[k * 4 + i]! * m[k * 4 + j]!, i === j ? 1 : 0);
      });
      const b = Float64Array.from({ length: 4 }, (_, i) => wanted.reduce((sum, x, j) => sum + a[i * 4 + j]! * x, 0));
      solvePositiveDefinite(a, b);
      b.forEach((x, i) => {
        expect(x).toBeCloseTo(wanted[i]!, 8);
      });
    }),
  );
});

test('refuses a matrix that is not positive definite', () => {
  expect(() => solvePositiveDefinite(Float64Array.of(1, 2, 2, 1), new Float64Array(2))).toThrow('found pivot -3');
});
