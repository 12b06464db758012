import { expect, test } from 'vitest';
import { outsidePaths } from './outside-paths.ts';
import { REPOSITORY, violation } from './repository.ts';

test('nothing in the repository leads out of it', () => {
  expect(outsidePaths(REPOSITORY)).toEqual([]);
});

test('seeded paths out of the repository are found', () => {
  expect(outsidePaths(violation('outside-paths')).map((line) => line.split(': ')[0])).toEqual([
    'packages/core/src/absolute.test.ts:1',
    'packages/core/src/beside.ts:1',
  ]);
});
