import { expect, test } from 'vitest';
import { Totals } from './flow-state.ts';

function totals(bytesFromA: number, bytesFromB: number): Totals {
  const sum = new Totals();
  sum.add(3, bytesFromA, 0);
  sum.add(2, 0, bytesFromB);
  return sum;
}

test('the client is the side that received more bytes, a where both received the same', () => {
  expect(totals(100, 101).client(null)).toBe('a');
  expect(totals(101, 100).client(null)).toBe('b');
  expect(totals(100, 100).client(null)).toBe('a');
});

test('a named client wins', () => {
  expect(totals(100, 101).client('b')).toBe('b');
  expect(totals(101, 100).client('a')).toBe('a');
});

test('adds up packets and bytes', () => {
  expect(totals(100, 101)).toMatchObject({ packets: 5, bytesFromA: 100, bytesFromB: 101 });
});
