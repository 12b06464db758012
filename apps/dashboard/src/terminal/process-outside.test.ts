import { expect, test } from 'vitest';
import { speaksUnicode } from './process-outside.ts';

test('the first of the variables that is set says whether the terminal speaks UTF-8', () => {
  expect(speaksUnicode({ LANG: 'de_DE.UTF-8' })).toBe(true);
  expect(speaksUnicode({ LC_ALL: 'C', LANG: 'de_DE.UTF-8' })).toBe(false);
  expect(speaksUnicode({ LC_ALL: '', LC_CTYPE: 'C.utf8', LANG: 'C' })).toBe(true);
  expect(speaksUnicode({})).toBe(false);
});
