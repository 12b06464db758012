import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listWorkspaces, REPOSITORY, violation } from './repository.ts';
import { typeErrors } from './type-errors.ts';

describe('tests are type-checked, as sources are', () => {
  test.each(listWorkspaces(REPOSITORY).map(({ folder }) => folder))('%s', async (folder) => {
    expect(await typeErrors(join(REPOSITORY, folder), 'tsconfig.test.json')).toEqual([]);
  });

  test.each(['checks', 'examples', 'fuzz', 'scripts'])('%s', async (folder) => {
    expect(await typeErrors(join(REPOSITORY, folder), 'tsconfig.json')).toEqual([]);
  });
});

test('a seeded enum, an unchecked index and an implicit any are errors', async () => {
  expect((await typeErrors(violation('type-errors'), 'tsconfig.json')).sort()).toEqual([
    'enum.ts(1,13): TS1294',
    'implicit-any.ts(1,22): TS7006',
    'index.ts(2,14): TS2322',
  ]);
});
