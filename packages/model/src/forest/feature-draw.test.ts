import { expect, test } from 'vitest';
import { FeatureDraw } from './feature-draw.ts';
import { Random } from './random.ts';

test('draws every feature once, each first equally often', () => {
  const draw = new FeatureDraw(5);
  const random = Random.fromSeed(1);
  const firsts = [0, 0, 0, 0, 0];
  for (let i = 0; i < 5000; i++) {
    draw.restart();
    const drawn = Array.from({ length: 5 }, () => draw.next(random));
    expect(drawn.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(draw.next(random)).toBe(-1);
    firsts[drawn[0]!]! += 1;
  }
  // Five standard deviations of a binomial with 5,000 draws of 1/5.
  for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(142);
});

test('after a reset, draws depend on the generator alone', () => {
  const draw = new FeatureDraw(9);
  const run = () => {
    draw.reset();
    const random = Random.fromSeed(7);
    return Array.from({ length: 9 }, () => draw.next(random));
  };
  expect(run()).toEqual(run());
});
