import { expect, test } from 'vitest';
import { PacketList } from './packet-list.ts';

function parse(list: PacketList, text: string): number[] {
  const bytes = new TextEncoder().encode(`1;${text};1`);
  list.parse(bytes, 2, bytes.length - 2);
  return [...list.values.subarray(0, list.count)];
}

test('items end in semicolons', () => {
  const list = new PacketList();
  expect(parse(list, '1610175694123;5;0;')).toEqual([1_610_175_694_123, 5, 0]);
  expect(list).toMatchObject({ closed: true, badItem: -1 });
});

test('an empty column has no items', () => {
  const list = new PacketList();
  expect(parse(list, '')).toEqual([]);
  expect(list).toMatchObject({ closed: true, badItem: -1 });
});

test('a last item without its semicolon may be cut', () => {
  const list = new PacketList();
  expect(parse(list, '1;23')).toEqual([1, 23]);
  expect(list.closed).toBe(false);
});

test.each([
  ['1;x;3;', 4],
  ['1;;3;', 4],
  [';', 2],
  ['1;-2;', 4],
  ['1;2.0;', 4],
  ['1;1234567890123456;', 4],
  ['1;1234567890123456', 4],
])('%j: the item at %i is none', (text, position) => {
  const list = new PacketList();
  parse(list, text);
  expect(list.badItem).toBe(position);
});

test('it grows, and starts anew with every row', () => {
  const list = new PacketList();
  const many = Array.from({ length: 5000 }, (_, index) => index);
  expect(parse(list, many.map((value) => `${value};`).join(''))).toEqual(many);
  expect(parse(list, '7;')).toEqual([7]);
});
