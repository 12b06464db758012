import { expect, test } from 'vitest';
import { emptyNames } from './names.ts';
import { REPOSITORY, violation } from './repository.ts';

test('no folder or file has a name that says nothing', () => {
  expect(emptyNames(REPOSITORY)).toEqual([]);
});

test('seeded names are found', () => {
  expect(emptyNames(violation('names'))).toEqual(['packages/core/src/helpers', 'packages/core/src/utils.ts']);
});
