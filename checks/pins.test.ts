import { expect, test } from 'vitest';
import { loosePins } from './pins.ts';
import { REPOSITORY, violation } from './repository.ts';

test('every dependency is pinned to one version, the same everywhere', () => {
  expect(loosePins(REPOSITORY)).toEqual([]);
});

test('a seeded range and a seeded disagreement are found', () => {
  expect(loosePins(violation('pins'))).toEqual([
    'packages/core/package.json: fast-check ^4.10.0 is not one version',
    'packages/model/package.json: vitest 5.1.0, but 5.1.1 in packages/core/package.json',
  ]);
});
