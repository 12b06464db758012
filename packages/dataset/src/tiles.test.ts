import { expect, test } from 'vitest';
import { VERDICT_WINDOWS } from '@tunnelscope/detector/window-plan';
import { labelledWindows, TILE_SECONDS, tiles } from './tiles.ts';

test('cuts a block into windows of each length side by side, in order of their end', () => {
  const plan = tiles([10, 30, 60]);
  expect(plan.blockSeconds).toBe(60);
  expect(plan.cuts(0).map(({ start, seconds }) => `${seconds} from ${start}`)).toEqual([
    '10 from 0', '10 from 10', '10 from 20', '30 from 0', '10 from 30', '10 from 40', '10 from 50', '30 from 30', '60 from 0',
  ]);
  expect(plan.cuts(7)).toEqual(plan.cuts(0));
});

test('captures are cut into tiles and into what verdicts are made from, each once, in order of their end', () => {
  const plan = labelledWindows();
  for (const block of [0, 1, 7]) {
    const cuts = plan.cuts(block).map(({ start, seconds }) => `${seconds} from ${start}`);
    expect(new Set(cuts).size).toBe(cuts.length);
    for (const part of [VERDICT_WINDOWS, tiles(TILE_SECONDS)]) for (const { start, seconds } of part.cuts(block)) expect(cuts).toContain(`${seconds} from ${start}`);
    const ends = plan.cuts(block).map(({ start, seconds }) => start + seconds);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  }
});

test('lengths must divide the longest', () => {
  expect(() => tiles([20, 60, 25])).toThrow(new RangeError('window lengths: expected divisors of 60, found 25'));
});

test('models are trained on lengths that do', () => {
  expect(TILE_SECONDS).toEqual([5, 10, 30, 60]);
  expect(() => tiles(TILE_SECONDS)).not.toThrow();
});
