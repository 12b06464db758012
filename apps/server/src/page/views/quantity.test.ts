import { expect, test } from 'vitest';
import { clock, count, counted, duration, percent, quantity } from './quantity.ts';

test('quantities have two or three digits and a unit', () => {
  expect([0, 999, 999.6, 1500, 9960, 63_000_000, 2e15].map((value) => quantity(value, 'B'))).toEqual(['0 B', '999 B', '1.0 kB', '1.5 kB', '10 kB', '63 MB', '2000 TB']);
  expect(quantity(2_500_000, 'bit/s')).toBe('2.5 Mbit/s');
});

test('counts, durations, shares', () => {
  expect([count(1234567), counted(1, 'flow'), counted(2000, 'flow')]).toEqual(['1,234,567', '1 flow', '2,000 flows']);
  expect([5, 65, 3720].map(duration)).toEqual(['5 s', '1 min 05 s', '1 h 02 min']);
  expect([percent(0.934), percent(null)]).toEqual(['93 %', '–']);
});

test('a time of another day has its date', () => {
  const time = new Date(2026, 0, 5, 7, 8, 9);
  expect(clock(time.toISOString(), time.getTime() + 1000)).toBe('07:08:09');
  expect(clock(time.toISOString(), time.getTime() + 86_400_000)).toBe('2026-01-05 07:08:09');
});
