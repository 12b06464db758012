import { expect, test } from 'vitest';
import { clockText, flowsText, shortDuration, shortNumber } from './quantity.ts';

test.each([[0, '0'], [999, '999'], [999.6, '1.0k'], [1500, '1.5k'], [9960, '10k'], [63_200_000, '63M'], [999_600_000, '1.0G'], [5e15, '5000T']])('%d is %s', (value, text) => {
  expect(shortNumber(value)).toBe(text);
});

test.each([[-3, '0s'], [59.9, '59s'], [125, '2m05s'], [3725, '1h02m'], [273_600, '3d04h']])('%d seconds are %s', (seconds, text) => {
  expect(shortDuration(seconds)).toBe(text);
});

test.each([[0, '0 flows'], [1, '1 flow'], [2, '2 flows']])('%d: %s', (count, text) => {
  expect(flowsText(count)).toBe(text);
});

test('the time of the day is that of this computer', () => {
  expect(clockText(new Date(2026, 10, 22, 21, 4, 33).getTime())).toBe('21:04:33');
});
