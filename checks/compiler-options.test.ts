import { expect, test } from 'vitest';
import { looseCompilerOptions } from './compiler-options.ts';
import { REPOSITORY, violation } from './repository.ts';

test('every package and its tests are compiled strictly', () => {
  expect(looseCompilerOptions(REPOSITORY)).toEqual([]);
});

test('seeded loose options are found', () => {
  expect(looseCompilerOptions(violation('compiler-options'))).toEqual([
    'tsconfig.base.json: noUncheckedIndexedAccess is not on',
    'packages/core/tsconfig.json turns noImplicitAny off',
    'packages/core/tsconfig.json turns erasableSyntaxOnly off',
    'packages/core/tsconfig.test.json extends nothing instead of ./tsconfig.json',
    'packages/model/tsconfig.test.json is missing',
  ]);
});
