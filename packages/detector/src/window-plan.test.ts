import { expect, test } from 'vitest';
import { fixedWindows, VERDICT_WINDOWS } from './window-plan.ts';

test.each([0, -1, Number.NaN, Infinity])('windows of %s seconds are refused', (seconds) => {
  expect(() => fixedWindows(seconds)).toThrow(new RangeError(`window: expected a number of seconds above 0, found ${seconds}`));
});

test('fixed windows follow one another', () => {
  const plan = fixedWindows(7.5);
  expect(plan.blockSeconds).toBe(7.5);
  expect(plan.cuts(0)).toEqual([{ start: 0, seconds: 7.5 }]);
  expect(plan.cuts(3)).toEqual([{ start: 0, seconds: 7.5 }]);
});

test('a verdict is made from the first 5 to 60 s, then from every minute', () => {
  expect(VERDICT_WINDOWS.blockSeconds).toBe(60);
  expect(VERDICT_WINDOWS.cuts(0).map(({ start, seconds }) => [start, seconds])).toEqual([5, 10, 15, 20, 30, 45, 60].map((seconds) => [0, seconds]));
  for (const block of [1, 2, 100]) expect(VERDICT_WINDOWS.cuts(block)).toEqual([{ start: 0, seconds: 60 }]);
});
