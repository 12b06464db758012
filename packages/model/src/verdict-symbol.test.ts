import { expect, test } from 'vitest';
import { VERDICT_SYMBOLS } from './verdict-symbol.ts';

test.each(['unicode', 'ascii'] as const)('every verdict has one cell of its own in %s', (set) => {
  const symbols = Object.values(VERDICT_SYMBOLS).map((symbol) => symbol[set]);
  expect(new Set(symbols).size).toBe(4);
  for (const symbol of symbols) expect(symbol).toHaveLength(1);
  if (set === 'ascii') expect(symbols.join('')).toMatch(/^[\x21-\x7e]+$/);
});
