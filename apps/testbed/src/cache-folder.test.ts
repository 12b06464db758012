import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { cacheFolder } from './cache-folder.ts';

test('the cache lies where the environment says, if that is a whole path', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/var/tmp/cache' })).toBe('/var/tmp/cache/tunnelscope/testbed');
  expect(cacheFolder({ XDG_CACHE_HOME: 'cache' })).toBe(`${homedir()}/.cache/tunnelscope/testbed`);
  expect(cacheFolder({})).toBe(`${homedir()}/.cache/tunnelscope/testbed`);
});
