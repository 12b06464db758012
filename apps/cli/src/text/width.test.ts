import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { textWidth } from './width.ts';

test('every character is as wide as string-width says, alone and between others', () => {
  const differing: string[] = [];
  for (let code = 0; code < 0x3100; code++) {
    const character = String.fromCodePoint(code);
    for (const text of [character, `${character}${character}`, `a${character}→${character}1`]) {
      if (textWidth(text) !== stringWidth(text)) differing.push(code.toString(16));
    }
  }
  expect(differing).toEqual([]);
});

test('wide, combining and joined characters', () => {
  for (const text of ['東京', 'e\u0301', '👩‍👩‍👧', '↔\ufe0f', '\u001b[1mbold\u001b[0m']) expect(textWidth(text), text).toBe(stringWidth(text));
});
