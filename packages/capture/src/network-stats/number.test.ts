import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWhole } from './number.ts';

function parse(text: string): number {
  const bytes = new TextEncoder().encode(`9${text}9`);
  return parseWhole(bytes, 1, bytes.length - 1);
}

test.each([
  ['0', 0],
  ['007', 7],
  ['12.0', 12],
  ['12.', 12],
  ['1.2e+06', 1_200_000],
  ['9007199254740991', 9_007_199_254_740_991],
  [' 5 ', 5],
])('%j is %i', (text, value) => {
  expect(parse(text)).toBe(value);
});

test.each(['', ' ', '-1', '12.5', 'x', '1,2', '0x10', 'NaN', 'Infinity', '1e400', '9007199254740992', '1_0', '+1', '1'.repeat(1000)])('%j is none', (text) => {
  expect(parse(text)).toBe(-1);
});

test('every whole number comes back', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(parse(String(value))).toBe(value);
      expect(parse(`${value % 1e12}.0`)).toBe(value % 1e12);
    }),
    { seed: 4 },
  );
});
