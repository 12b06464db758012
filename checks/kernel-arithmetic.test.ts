import { expect, test } from 'vitest';
import { inexactArithmetic } from './kernel-arithmetic.ts';
import { REPOSITORY, violation } from './repository.ts';

test('kernels hold only arithmetic that is bit-identical in both twins', () => {
  expect(inexactArithmetic(REPOSITORY)).toEqual([]);
});

test('seeded transcendentals, minima, powers and relaxed SIMD are found, comments and exact functions are not', () => {
  const found = inexactArithmetic(violation('kernel-arithmetic')).map((line) => line.split(': ').slice(0, 2).join(': '));
  expect(found.sort()).toEqual([
    'packages/core/assembly/minimum.ts:2: f64.min',
    'packages/core/assembly/minimum.ts:3: max<f64>(',
    'packages/core/assembly/minimum.ts:4: min(',
    'packages/core/assembly/relaxed.ts:2: relaxed_madd',
    'packages/core/src/typescript/logarithm.ts:4: Math.log',
    'packages/core/src/typescript/minimum.ts:2: Math.min',
    'packages/core/src/typescript/power.ts:2: **',
    'packages/core/src/typescript/renamed.ts:1: { exp } = Math',
  ]);
});
