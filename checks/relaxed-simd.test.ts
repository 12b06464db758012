import { expect, test } from 'vitest';
import { relaxedSimd } from './relaxed-simd.ts';
import { REPOSITORY, violation } from './repository.ts';

test('no build switches on relaxed SIMD', () => {
  expect(relaxedSimd(REPOSITORY)).toEqual([]);
});

test('a seeded switch is found in either place', () => {
  expect(relaxedSimd(violation('relaxed-simd'))).toEqual(['packages/core/asconfig.json', 'packages/core/package.json']);
});
