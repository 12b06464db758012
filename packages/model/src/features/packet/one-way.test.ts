import { expect, test } from 'vitest';
import { largerThan, oneWay } from './one-way.ts';
import { packets } from './packets.fixture.ts';

test('a window falls into its two directions', () => {
  const window = { time: Float64Array.of(0, 1, 2), size: Uint16Array.of(10, 20, 30), down: Uint8Array.of(1, 0, 1), seconds: 3 };
  expect(oneWay(window, 1)).toEqual(packets([0, 10], [2, 30]));
  expect(oneWay(window, 0)).toEqual(packets([1, 20]));
});

test('a packet of the very size is not larger', () => {
  expect(largerThan(packets([0, 10], [1, 20], [2, 21]), 20)).toEqual(packets([2, 21]));
});
