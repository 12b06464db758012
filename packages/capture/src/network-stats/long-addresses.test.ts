import { expect, test } from 'vitest';
import { LongAddresses } from './long-addresses.ts';

const PLACE = { file: 'x.csv', line: 7, column: 'IP1', offset: 1000 };
const bytesOf = (text: string) => new TextEncoder().encode(text);

test('each text has a number, in order of appearance', () => {
  const addresses = new LongAddresses();
  expect(['one', 'two', 'one', 'three'].map((text) => addresses.number(bytesOf(text), PLACE))).toEqual([0, 1, 0, 2]);
  expect(addresses.texts).toEqual(['one', 'two', 'three']);
});

test('there is an end to both their length and their number', () => {
  const addresses = new LongAddresses();
  expect(() => addresses.number(bytesOf('x'.repeat(256)), PLACE)).toThrow('x.csv, line 7, column IP1, byte 1000: unsupported: found an address of 256 bytes, expected at most 255');
  for (let number = 0; number < 65_536; number++) addresses.number(bytesOf(`text ${number}`), PLACE);
  expect(addresses.number(bytesOf('text 65535'), PLACE)).toBe(65_535);
  expect(() => addresses.number(bytesOf('one more'), PLACE)).toThrow('unsupported: found another long text as an address, expected at most 65536 different ones');
});
