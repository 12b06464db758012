import { expect, test } from 'vitest';
import { layOut } from './layout.ts';

const names = (width: number, hidden: Parameters<typeof layOut>[1] = []) => layOut(width, hidden).map(({ column }) => column.id);
const total = (width: number) => layOut(width, []).reduce((sum, column) => sum + column.width + 1, -1);

test('a narrow screen keeps what matters most', () => {
  expect(names(59)).toEqual(['client', 'server', 'rate', 'verdict', 'confidence', 'since']);
  expect(names(79)).toEqual(['client', 'server', 'tunnel', 'rate', 'verdict', 'confidence', 'since', 'downlink']);
  expect(names(99)).toContain('for');
  expect(names(9)).toEqual(['verdict']);
});

test.each([40, 59, 79, 99, 120, 159, 199])('columns never take more than %d cells, and all of them where there is a picture', (width) => {
  expect(total(width)).toBeLessThanOrEqual(width);
  if (names(width).includes('downlink')) expect(total(width)).toBe(width);
});

test('hidden columns leave their room to others', () => {
  expect(names(59, ['since', 'server'])).toEqual(['client', 'tunnel', 'rate', 'verdict', 'confidence', 'downlink']);
});
