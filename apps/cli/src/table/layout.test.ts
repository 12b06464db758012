import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { layOut } from './layout.ts';
import type { TableColumn } from './view.ts';

interface Row {
  readonly name: string;
  readonly count: number;
  readonly note: string;
}

const COLUMNS: readonly TableColumn<Row>[] = [
  { heading: 'NAME', align: 'left', text: ({ name }) => name, importance: Infinity },
  { heading: 'COUNT', align: 'right', text: ({ count }) => String(count), importance: 2, style: ({ count }) => (count > 9 ? 'red' : null) },
  { heading: 'NOTE', align: 'left', text: ({ note }) => note, short: ({ note }) => note.slice(0, 3), importance: 1 },
];

const ROWS: readonly Row[] = [
  { name: '● live', count: 7, note: 'a longer note' },
  { name: '日本 and 🎬', count: 12, note: 'b' },
];

const screen = (width: number) => ({ width, paint: (_style: unknown, text: string) => text });

test('columns are as wide as what they hold, on either side', () => {
  expect(layOut(COLUMNS, ROWS, screen(Infinity))).toEqual([
    'NAME         COUNT  NOTE',
    '● live           7  a longer note',
    '日本 and 🎬     12  b',
  ]);
});

test('where there is little width the least important is shortened, then left out, then the widest is cut', () => {
  expect(layOut(COLUMNS, ROWS, screen(30))[1]).toBe('● live           7  a l');
  expect(layOut(COLUMNS, ROWS, screen(23))[2]).toBe('日本 and 🎬  b');
  expect(layOut(COLUMNS, ROWS, screen(12))[2]).toBe('日本 …  b');
});

test.each([12, 15, 20, 30, 40, 80])('no line is wider than %d columns', (width) => {
  for (const line of layOut(COLUMNS, ROWS, screen(width))) expect(stringWidth(line)).toBeLessThanOrEqual(width);
});

test('a sparse column is there where a row has a text in it', () => {
  const columns = [COLUMNS[0]!, { ...COLUMNS[2]!, sparse: true as const }];
  expect(layOut(columns, ROWS, screen(Infinity))[0]).toBe('NAME         NOTE');
  expect(layOut(columns, ROWS.map((row) => ({ ...row, note: '' })), screen(Infinity))[0]).toBe('NAME');
});

test('what is painted does not count', () => {
  const paint = (style: unknown, text: string) => `\u001b[31m<${style}>${text}\u001b[0m`;
  expect(layOut(COLUMNS, ROWS, { width: Infinity, paint })[2]).toBe('日本 and 🎬  \u001b[31m<red>   12\u001b[0m  b');
});

test('nothing in a cell can steer a terminal', () => {
  const [, line] = layOut(COLUMNS, [{ name: '\u001b]0;title\u0007\n', count: 1, note: '' }], screen(Infinity));
  expect(line).toMatch(/^\ufffd\]0;title\ufffd\ufffd/);
});

test('no rows, no lines', () => {
  expect(layOut(COLUMNS, [], screen(80))).toEqual([]);
});
