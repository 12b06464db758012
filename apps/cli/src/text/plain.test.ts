import { expect, test } from 'vitest';
import { harmless, harmlessJson, onOneLine } from './plain.ts';

test('what steers a terminal or turns text is made visible', () => {
  expect(harmless('\u001b[2Ja\u009bb\u202ec\rd')).toBe('\ufffd[2Ja\ufffdb\ufffdc\ufffdd');
  expect(harmless('日本 → ●')).toBe('日本 → ●');
});

test('a message becomes one line', () => {
  expect(onOneLine('two\n  lines\u0007\n')).toBe('two lines\ufffd');
});

test('JSON keeps what it says, with nothing in it that steers a terminal', () => {
  const value = { name: 'a\u009b31mb\u202e\u007f\u0085\u001b日本' };
  const text = harmlessJson(value);
  expect(text).toBe('{"name":"a\\u009b31mb\\u202e\\u007f\\u0085\\u001b日本"}');
  expect(JSON.parse(text)).toEqual(value);
});
