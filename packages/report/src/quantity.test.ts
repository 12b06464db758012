import { expect, test } from 'vitest';
import { clockText, numberText, percentText, plural, quantityText } from './quantity.ts';

test.each<[number, string]>([[0, '0 B'], [999, '999 B'], [999.6, '1 kB'], [1500, '1.5 kB'], [63_210_000, '63.2 MB'], [-20, '−20 B']])('%d bytes are %s', (bytes, text) => {
  expect(quantityText(bytes, 'B')).toBe(text);
});

test('numbers, shares, times and nouns', () => {
  expect([null, Infinity, 12_345, 0.12345, 123.456].map((value) => numberText(value))).toEqual(['–', '∞', '12,345', '0.123', '123.5']);
  expect([percentText(null), percentText(0.9666)]).toEqual(['–', '96.7 %']);
  expect([5, 155, 3723].map(clockText)).toEqual(['0:05', '2:35', '1:02:03']);
  expect([plural(1, 'flow'), plural(2000, 'flow')]).toEqual(['1 flow', '2,000 flows']);
});
