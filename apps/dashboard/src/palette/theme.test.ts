import { expect, test } from 'vitest';
import { verdictSymbol } from './symbols.ts';
import { createTheme } from './theme.ts';

test('without colours only what is selected is marked', () => {
  const { paint } = createTheme(false, true);
  expect(paint('live', 'live')).toBe('live');
  expect(paint('selected', 'row')).toBe('\x1b[7mrow\x1b[27m');
});

test('with colours each role has its own, and nothing is painted around nothing', () => {
  const { paint } = createTheme(true, true);
  expect(paint('live', 'x')).not.toBe(paint('vod', 'x'));
  expect(paint('live', 'x')).toBe('\x1b[1m\x1b[38;5;172mx\x1b[39m\x1b[22m');
  expect(paint('live', '')).toBe('');
});

test('every verdict has a symbol of its own, in ASCII too', () => {
  for (const unicode of [true, false]) {
    const symbols = (['live', 'vod', 'other', 'unknown'] as const).map((verdict) => verdictSymbol(verdict, createTheme(false, unicode)));
    expect(new Set(symbols).size).toBe(4);
    if (!unicode) expect(symbols.join('')).toMatch(/^[\x20-\x7e]+$/);
  }
});
