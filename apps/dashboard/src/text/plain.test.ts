import { expect, test } from 'vitest';
import { inCells, plain } from './plain.ts';

test('what could steer the terminal, or is wider than a cell, is replaced', () => {
  expect(plain('a\u001b[2Jb\u009b日')).toBe('a?[2Jb??');
});

test('text fits its cells', () => {
  expect(inCells('abc', 5, true)).toBe('abc  ');
  expect(inCells('abc', 5, true, 'right')).toBe('  abc');
  expect(inCells('abcdef', 4, true)).toBe('abc…');
  expect(inCells('abcdef', 4, false)).toBe('abc~');
  expect(inCells('abc', 0, true)).toBe('');
});
