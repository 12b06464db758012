import { expect, test } from 'vitest';
import { REPOSITORY, violation } from './repository.ts';
import { unpairedKernels } from './twins.ts';

test('both twins hold the same kernel files', () => {
  expect(unpairedKernels(REPOSITORY)).toEqual([]);
});

test('a seeded kernel without its twin is found, and so is an exception that is none', () => {
  expect(unpairedKernels(violation('twins'), { 'assembly/peaks.ts': 'not true' })).toEqual([
    'packages/core/src/typescript/lonely.ts: the other twin has no file of this name',
    'packages/core/assembly/peaks.ts: listed as one-sided, but it is not',
  ]);
});
