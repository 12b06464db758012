import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from './random.ts';

test('gives the reference sequence of xoshiro128** for the state 1, 2, 3, 4', () => {
  const random = new Random(1, 2, 3, 4);
  const first = Array.from({ length: 10 }, () => random.uint32());
  expect(first).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test('refuses a state of zeros and seeds that are not safe integers', () => {
  expect(() => new Random(0, 0, 0, 0)).toThrow('all zero');
  for (const seed of [-1, 0.5, NaN, 2 ** 53]) expect(() => Random.fromSeed(seed)).toThrow(`found ${seed}`);
});

test('gives the same numbers for the same seed, others for another seed or stream', () => {
  const draw = (seed: number, stream?: number) => {
    const random = Random.fromSeed(seed, stream);
    return [random.uint32(), random.uint32(), random.uint32(), random.uint32()];
  };
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.nat(), fc.nat(), (a, b, i, j) => {
      expect(draw(a, i)).toEqual(draw(a, i));
      if (a !== b) expect(draw(a)).not.toEqual(draw(b));
      if (i !== j) expect(draw(a, i)).not.toEqual(draw(a, j));
    }),
  );
});

test('is uniform over small bounds and the unit interval', () => {
  const random = Random.fromSeed(3);
  const counts = [0, 0, 0, 0, 0, 0, 0];
  let sum = 0;
  for (let i = 0; i < 70_000; i++) {
    counts[random.below(7)]! += 1;
    sum += random.unit();
  }
  // Five standard deviations of a binomial with 70,000 draws of 1/7, and of a mean of uniform numbers.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(470);
  expect(Math.abs(sum / 70_000 - 0.5)).toBeLessThan(0.0055);
});
