import { expect, test } from 'vitest';
import { findBursts } from './bursts.ts';
import { packets, train } from './packets.fixture.ts';

const segment = (start: number) => train(start, 50, 1400);

test('bursts are large pieces between silences', () => {
  const data = packets(...segment(2), [3, 1400], ...segment(6), ...segment(10));
  const { start, period, edges } = findBursts(data, 0.05, 12);
  expect(Array.from(start)).toEqual([2, 6, 10]);
  expect(period).toBe(4);
  expect(Array.from(edges)).toEqual([2, 6, 10]);
});

test('a period before and after counts where there is room', () => {
  const data = packets(...segment(3.5), ...segment(7.5), ...segment(11.5));
  expect(Array.from(findBursts(data, 0.05, 15).edges)).toEqual([-0.5, 3.5, 7.5, 11.5, 15.5]);
  expect(Array.from(findBursts(data, 0.05, 14.5).edges)).toEqual([-0.5, 3.5, 7.5, 11.5]);
});

test('a long latency makes longer silences necessary', () => {
  const data = packets(...segment(1), ...segment(1.6), ...segment(5));
  expect(findBursts(data, 0.1, 10).start.length).toBe(3);
  expect(findBursts(data, 0.4, 10).start.length).toBe(2);
});

test('20 kB make a burst, if that is a fifth of the larger ones', () => {
  const bytes = (start: number, count: number) => train(start, count, 1000);
  expect(findBursts(packets(...bytes(1, 20), ...bytes(5, 19), ...bytes(9, 20)), 0.05, 12).start.length).toBe(2);
  expect(findBursts(packets(...bytes(1, 99), ...bytes(5, 99), ...bytes(9, 101)), 0.05, 12).start.length).toBe(3);
  expect(findBursts(packets(...bytes(1, 21), ...bytes(5, 110), ...bytes(9, 110)), 0.05, 12).start.length).toBe(2);
  expect(findBursts(packets(...bytes(1, 23), ...bytes(5, 110), ...bytes(9, 110)), 0.05, 12).start.length).toBe(3);
});

test('a burst alone has no period', () => {
  expect(findBursts(packets(...segment(1)), 0.05, 10).period).toBeNull();
  expect(findBursts(packets([1, 1400], [5, 1400]), 0.05, 10).start.length).toBe(0);
});
