import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import { Grid } from './grid.ts';

test('neighbours of one kind are painted together, blanks not at all', () => {
  const grid = new Grid(6, 1);
  grid.put(1, 0, 'ab', 'strong');
  grid.put(4, 0, ' ', 'dim');
  expect(grid.lines(createTheme(true, true))).toEqual([' \u001b[1mab\u001b[22m   ']);
});

test('what lies beyond the edges is left out', () => {
  const grid = new Grid(3, 2);
  grid.put(-1, 0, 'abcde');
  grid.put(0, 2, 'x');
  grid.put(0, -1, 'x');
  expect(grid.lines(createTheme(false, true))).toEqual(['bcd', '   ']);
  expect(new Grid(-1, 2.5).lines(createTheme(false, true))).toEqual(['', '']);
});
