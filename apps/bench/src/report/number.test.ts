import { expect, test } from 'vitest';
import { rate, threeDigits, timeUnit } from './number.ts';

test.each([[0, '0'], [0.01234, '0.0123'], [0.999, '0.999'], [1.234, '1.23'], [12.34, '12.3'], [123.4, '123'], [12345, '12345']])('%f has three digits: %s', (value, text) => {
  expect(threeDigits(value)).toBe(text);
});

test.each([[0.0000001, 'ns'], [0.0005, 'ns'], [0.001, 'µs'], [0.9, 'µs'], [1, 'ms'], [999, 'ms'], [1000, 's']])('%f ms are told in %s', (ms, unit) => {
  expect(timeUnit(ms).unit).toBe(unit);
});

test('rates have a prefix', () => {
  expect([rate(12, 'rows'), rate(1200, 'rows'), rate(22_700_000, 'packets'), rate(0.5, 'rows')]).toEqual(['12.0 rows/s', '1.20 k rows/s', '22.7 M packets/s', '0.500 rows/s']);
});
