import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { truncate } from './truncate.ts';

test.each<[string, number, string]>([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['日本語', 5, '日本…'],
  ['日本語', 4, '日…'],
  ['👨‍👩‍👧 family', 4, '👨‍👩‍👧 …'],
  ['x', Infinity, 'x'],
])('%s in %d columns', (text, width, cut) => {
  expect(truncate(text, width)).toBe(cut);
});

test('never wider than asked for', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
    expect(stringWidth(truncate(text, width))).toBeLessThanOrEqual(width);
  }), { seed: 1 });
});
