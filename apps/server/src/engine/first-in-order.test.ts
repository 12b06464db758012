import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FirstInOrder } from './first-in-order.ts';

const ascending = (x: number, y: number) => x - y;

function firstOf(most: number, values: readonly number[]): number[] {
  const first = new FirstInOrder(most, ascending);
  for (const value of values) first.offer(value);
  return first.inOrder();
}

test('the same as sorting all of it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 })), fc.nat(30), (values, most) => {
      expect(firstOf(most, values)).toEqual(values.toSorted(ascending).slice(0, most));
    }),
  );
});

test.each([
  ['rising', (i: number) => i],
  ['falling', (i: number) => -i],
])('a long %s list', (_, at) => {
  const values = Array.from({ length: 5000 }, (_value, i) => at(i));
  expect(firstOf(101, values)).toEqual(values.toSorted(ascending).slice(0, 101));
});

test('of nothing there is nothing', () => {
  expect(firstOf(0, [1, 2])).toEqual([]);
  expect(firstOf(3, [])).toEqual([]);
});
