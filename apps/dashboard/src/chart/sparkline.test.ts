import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import { sparkline } from './sparkline.ts';

const unicode = createTheme(false, true);

test('the newest sample is at the right edge, and zero is blank', () => {
  expect(sparkline([0, 1, 2, 4, 8], 8, unicode)).toBe('    ▁▂▄█');
  expect(sparkline([0, 1, 2, 4, 8], 8, createTheme(false, false))).toBe('    _.~#');
});

test('spikes are marked, by colour where there is colour', () => {
  expect(sparkline([1, 8, 1, 4], 4, unicode, [1])).toBe('▁▲▁▄');
  expect(sparkline([1, 8, 1, 4], 4, createTheme(false, false), [1])).toBe('_^_~');
  expect(sparkline([1, 8, 1, 4], 4, createTheme(true, true), [1])).toBe('\u001b[38;5;32m▁\u001b[39m\u001b[1m\u001b[38;5;172m█\u001b[39m\u001b[22m\u001b[38;5;32m▁▄\u001b[39m');
});

test('more samples than columns: the largest of each column', () => {
  expect(sparkline([0, 8, 0, 0, 4, 0], 3, unicode)).toBe('█ ▄');
});

test('nothing, and no numbers, are blank', () => {
  expect(sparkline([], 4, unicode)).toBe('    ');
  expect(sparkline([Number.NaN, 0, Number.NaN], 4, unicode, [0])).toBe('    ');
  expect(sparkline([1, 2], 0, unicode, [1])).toBe('');
});
