import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

test('breaks between words', () => {
  expect(wrap('one two three four', 10, '  ', '    ')).toEqual(['  one two', '    three', '    four']);
  expect(wrap('one two', Infinity)).toEqual(['one two']);
});

test('a word that is too long stands alone', () => {
  expect(wrap('a extraordinarily b', 6)).toEqual(['a', 'extraordinarily', 'b']);
});
