import type { Key as InkKey } from 'ink';
import { expect, test } from 'vitest';
import { readKeys } from './read-key.ts';

const pressed = (changes: Partial<InkKey> = {}) => changes as InkKey;

test.each([
  ['c', { ctrl: true }, [{ name: 'interrupt' }]],
  ['x', { ctrl: true }, []],
  ['', { upArrow: true }, [{ name: 'up' }]],
  ['', { pageDown: true }, [{ name: 'page down' }]],
  ['', { return: true }, [{ name: 'enter' }]],
  ['', { delete: true }, [{ name: 'backspace' }]],
  ['jj', {}, [{ name: 'text', text: 'jj' }]],
  ['j\r', {}, [{ name: 'text', text: 'j' }, { name: 'enter' }]],
  ['/a b\r\nj', {}, [{ name: 'text', text: '/a b' }, { name: 'enter' }, { name: 'text', text: 'j' }]],
  ['e\t\n', {}, [{ name: 'text', text: 'e' }, { name: 'tab' }, { name: 'enter' }]],
  ['q', { meta: true }, []],
  ['', {}, []],
])('%j with %j is %j', (text, changes, keys) => {
  expect(readKeys(text, pressed(changes))).toEqual(keys);
});
