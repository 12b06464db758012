import { expect, test } from 'vitest';
import { harmless, onOneLine } from './plain.ts';

test('what steers a terminal or turns text is made visible', () => {
  expect(harmless('\u001b[2Ja\u009bb\u202ec\rd')).toBe('\ufffd[2Ja\ufffdb\ufffdc\ufffdd');
  expect(harmless('日本 → ●')).toBe('日本 → ●');
});

test('a message becomes one line', () => {
  expect(onOneLine('two\n  lines\u0007\n')).toBe('two lines\ufffd');
});
