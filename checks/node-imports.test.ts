import { expect, test } from 'vitest';
import { nodeImports } from './node-imports.ts';
import { REPOSITORY, violation } from './repository.ts';

test('sources that run in a browser import nothing of Node', () => {
  expect(nodeImports(REPOSITORY)).toEqual([]);
});

test('seeded imports are found, static, dynamic and without prefix; the exempt file and tests are not', () => {
  expect(nodeImports(violation('node-imports'))).toEqual([
    'packages/core/src/dynamic.ts: node:fs/promises',
    'packages/core/src/static.ts: node:fs',
    'packages/model/src/unprefixed.ts: path',
  ]);
});
