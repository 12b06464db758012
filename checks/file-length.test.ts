import { expect, test } from 'vitest';
import { longFiles } from './file-length.ts';
import { REPOSITORY, violation } from './repository.ts';

test('no code file asks to be split', () => {
  expect(longFiles(REPOSITORY)).toEqual([]);
});

test('a seeded long file is found, and so is an exception that is none', () => {
  const root = violation('file-length');
  expect(longFiles(root, { 'packages/core/src/short.ts': 'not true' })).toEqual([
    'packages/core/src/long.ts: 201 lines, more than 200',
    'packages/core/src/short.ts: listed as longer, but it is not',
  ]);
  expect(longFiles(root, { 'packages/core/src/long.ts': 'a reason' })).toEqual([]);
});
