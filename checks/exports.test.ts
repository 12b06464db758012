import { expect, test } from 'vitest';
import { missingExports } from './exports.ts';
import { REPOSITORY, violation } from './repository.ts';

test('a source stands behind every export and command', () => {
  expect(missingExports(REPOSITORY)).toEqual([]);
});

test('seeded exports and commands without a source are found', () => {
  expect(missingExports(violation('exports'))).toEqual([
    'packages/core: nothing is built to ./dist/gone.js, the export ./gone',
    'apps/cli: the command tunnelscope is not at ./bin/gone.js',
    'apps/cli: the command scope, ./bin/plain.js, is not executable',
  ]);
});
