import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharesOf } from './shares.ts';

test('a total is shared out by weight, equally without any', () => {
  expect(sharesOf(10, [0, 300, 0, 700])).toEqual([0, 3, 0, 7]);
  expect(sharesOf(7, [0, 5, 0])).toEqual([0, 7, 0]);
  expect(sharesOf(8, [0, 0, 0, 0])).toEqual([2, 2, 2, 2]);
  expect(sharesOf(0, [1, 2])).toEqual([0, 0]);
});

test('shares add up, are within one of what is due, and nothing falls to who has no weight', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.array(fc.nat(1e6), { minLength: 1, maxLength: 100 }), (total, weights) => {
      const shares = sharesOf(total, weights);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
      const sum = weights.reduce((all, weight) => all + weight, 0);
      for (const [i, share] of shares.entries()) {
        if (sum > 0 && weights[i] === 0) expect(share).toBe(0);
        expect(Math.abs(share - (sum > 0 ? (total * weights[i]!) / sum : total / weights.length))).toBeLessThan(1.001);
      }
    }),
  );
});
