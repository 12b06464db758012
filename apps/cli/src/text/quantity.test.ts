import { expect, test } from 'vitest';
import { bytesText, countText, durationText, percentText, plural } from './quantity.ts';

test.each<[number, string]>([
  [0, '0 B'], [999, '999 B'], [1000, '1.00 kB'], [9994, '9.99 kB'], [9996, '10.0 kB'], [99_940, '99.9 kB'], [99_960, '100 kB'], [999_400, '999 kB'],
  [999_600, '1.00 MB'], [63_200_000, '63.2 MB'], [1.5e15, '1.50 PB'], [5e19, '50000 PB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each<[number, string]>([[0, '0.0 s'], [9.96, '9.9 s'], [59.99, '59.9 s'], [60, '1:00'], [155.2, '2:35'], [3599.7, '1:00:00'], [3723, '1:02:03'], [360_000, '100:00:00']])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test('shares, counts and their nouns', () => {
  expect([percentText(0.966), percentText(0.9666, 1), percentText(null)]).toEqual(['97 %', '96.7 %', '–']);
  expect([0, 999, 1000, 1_234_567].map(countText)).toEqual(['0', '999', '1,000', '1,234,567']);
  expect([plural(1, 'flow'), plural(2, 'flow')]).toEqual(['1 flow', '2 flows']);
});
