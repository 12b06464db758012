import { expect, test } from 'vitest';
import { FuzzInput, LONGEST_INPUT } from './input.ts';

const holding = (...bytes: number[]): FuzzInput => {
  const input = new FuzzInput();
  input.load(Uint8Array.from(bytes));
  return input;
};

test('bytes are taken out, put in and doubled where they are told to be', () => {
  const input = holding(1, 2, 3, 4, 5);
  input.remove(1, 2);
  expect([...input.toBytes()]).toEqual([1, 4, 5]);
  input.insert(2, Uint8Array.of(8, 9));
  expect([...input.toBytes()]).toEqual([1, 4, 8, 9, 5]);
  input.remove(4, 100);
  expect([...input.toBytes()]).toEqual([1, 4, 8, 9]);
});

test.each([
  [0, [2, 3, 1, 2, 3, 4]],
  [2, [1, 2, 2, 3, 3, 4]],
  [4, [1, 2, 3, 4, 2, 3]],
])('a copy of the middle put in at %i', (at, expected) => {
  const input = holding(1, 2, 3, 4);
  input.duplicate(1, 3, at);
  expect([...input.toBytes()]).toEqual(expected);
});

test('numbers are written and read in both byte orders, and never beyond the end', () => {
  const input = holding(0, 0, 0, 0, 0);
  input.set(1, 4, 0x01020304, true);
  expect([...input.toBytes()]).toEqual([0, 4, 3, 2, 1]);
  expect([input.get(1, 4), input.get(1, 4, true), input.get(3, 2), input.get(4, 1)]).toEqual([0x04030201, 0x01020304, 0x0201, 1]);
  input.set(4, 2, 0xffff);
  expect([...input.toBytes()]).toEqual([0, 4, 3, 2, 1]);
  expect(input.get(4, 2)).toBe(0);
});

test('what does not fit is left out', () => {
  const input = new FuzzInput();
  input.load(new Uint8Array(LONGEST_INPUT + 5).fill(7));
  expect(input.length).toBe(LONGEST_INPUT);
  input.put(1, 9);
  input.insert(LONGEST_INPUT - 1, Uint8Array.of(1, 2, 3));
  expect(input.length).toBe(LONGEST_INPUT);
  expect(input.bytes.at(-1)).toBe(1);
});
