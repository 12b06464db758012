import { expect, test } from 'vitest';
import { chooseRung } from './choose-rung.ts';
import { Ladder } from './ladder.ts';
import { PROFILES } from './profile.ts';

const variants = [400_000, 1_000_000, 2_200_000].map((bandwidth) => ({ bandwidth, address: '', audio: null }));

test.each<[number | null, number, number, string]>([
  [null, 1_500_000, 1, 'cautiously up'],
  [1, 1_100_000, 1, 'stays while the rate suffices'],
  [1, 1_000_000, 0, 'down'],
  [0, 50_000_000, 2, 'as far as there are rungs'],
])('from rung %s at %s bit/s to rung %s: %s', (current, bandwidth, expected) => {
  expect(chooseRung(variants, 4, current, bandwidth, 0.7)).toBe(expected);
});

test('no rung above the highest that is allowed', () => {
  expect(chooseRung(variants, 1, null, 50_000_000, 0.7)).toBe(1);
});

test('Shaka begins with the rate it takes for granted, and changes at most each 8 s', () => {
  const ladder = new Ladder(PROFILES['light-shaka'], 4);
  ladder.variants = variants;
  ladder.choose(0);
  expect(ladder.rung).toBe(0);
  ladder.measured(1_000_000, 0.5);
  ladder.choose(7.9);
  expect(ladder.rung).toBe(0);
  ladder.choose(8);
  expect(ladder.takeChanges()).toEqual([{ at: 0, rung: 0 }, { at: 8, rung: 2 }]);
});

test('streamlink takes the best and stays', () => {
  const ladder = new Ladder(PROFILES['light-streamlink'], 4);
  ladder.variants = variants;
  ladder.choose(0);
  ladder.measured(100_000, 100);
  ladder.choose(1000);
  expect(ladder.takeChanges()).toEqual([{ at: 0, rung: 2 }]);
});
