import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

test('peers run by default, not with --quick, and as asked for', () => {
  const peers = (...words: string[]) => parseOptions(words).peers;
  expect([peers(), peers('--quick'), peers('--quick', '--peers'), peers('--no-peers')]).toEqual([true, false, true, false]);
});

test('a page is written to the file that is named, and to none otherwise', () => {
  expect(parseOptions(['--markdown', 'page.md']).markdown).toBe('page.md');
  expect(parseOptions([]).markdown).toBeNull();
  expect(() => parseOptions(['--markdown='])).toThrow('--markdown: expected the name of a file');
});
