import { expect, test } from 'vitest';
import { flowRate } from './flow-rate.ts';
import { SecondsRing } from './seconds-ring.ts';

const START = 1_700_000_000_000;
function flow(seconds: number, bytesEach: number) {
  const ring = new SecondsRing();
  for (let second = 0; second < seconds; second++) ring.add(START + 1000 * second, bytesEach, 2 * bytesEach);
  return { start: START, seconds: ring };
}

test('is the mean of both directions over the last ten full seconds', () => {
  expect(flowRate(flow(60, 1000), START + 60_500)).toBe(8 * 3000);
  expect(flowRate(flow(60, 1000), START + 65_000)).toBe((8 * 3000) / 2);
  expect(flowRate(flow(60, 1000), START + 90_000)).toBe(0);
});

test('of a flow that is younger, over its life', () => {
  expect(flowRate(flow(4, 1000), START + 4000)).toBe(8 * 3000);
  expect(flowRate(flow(1, 1000), START + 999)).toBe(0);
  expect(flowRate(flow(0, 0), -Infinity)).toBe(0);
});
