import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from './random.ts';

test('the same seed and name give the same numbers, others give others', () => {
  const first = (seed: number, name: string) => Array.from({ length: 4 }, ((random) => () => random.unit())(new Random(seed, name)));
  expect(first(1, 'a')).toEqual(first(1, 'a'));
  expect(first(1, 'a')).not.toEqual(first(2, 'a'));
  expect(first(1, 'a')).not.toEqual(first(1, 'b'));
});

test('fills the unit interval evenly', () => {
  const random = new Random(3);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 20_000; i++) counts[Math.floor(random.unit() * 10)]!++;
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

test('shuffles to a permutation', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.integer()), (seed, items) => {
      expect(new Random(seed).shuffled(items).toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
    }),
  );
});
