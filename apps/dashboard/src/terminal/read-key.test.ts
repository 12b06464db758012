import type { Key as InkKey } from 'ink';
import { expect, test } from 'vitest';
import { readKey } from './read-key.ts';

const pressed = (changes: Partial<InkKey> = {}) => changes as InkKey;

test.each([
  ['c', { ctrl: true }, { name: 'interrupt' }],
  ['x', { ctrl: true }, null],
  ['', { upArrow: true }, { name: 'up' }],
  ['', { pageDown: true }, { name: 'page down' }],
  ['', { return: true }, { name: 'enter' }],
  ['', { delete: true }, { name: 'backspace' }],
  ['jj', {}, { name: 'text', text: 'jj' }],
  ['q', { meta: true }, null],
  ['', {}, null],
])('%j with %j is %j', (text, changes, key) => {
  expect(readKey(text, pressed(changes))).toEqual(key);
});
