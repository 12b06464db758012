import { expect, test } from 'vitest';
import { deadPaths, documents } from './document-paths.ts';
import { REPOSITORY, violation } from './repository.ts';

test.each(documents(REPOSITORY))('links and paths of %s lead somewhere', (document) => {
  expect(deadPaths(REPOSITORY, document)).toEqual([]);
});

test('seeded dead links and paths are found', () => {
  expect(deadPaths(violation('document-paths'), 'README.md')).toEqual([
    'README.md:1: nowhere.md',
    'README.md:2: packages/core/gone.ts',
    'README.md:2: test-data/*.pcap',
    'README.md:2: apps/',
    'README.md:5: packages/core/lost.ts',
  ]);
});
