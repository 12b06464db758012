import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextBuffer } from './text-buffer.ts';

test('numbers are written as String writes them', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.maxSafeNat(), fc.nat(), fc.constantFrom(0, 9, 10, 99, 100, 2 ** 53 - 1, 2 ** 60))), (numbers) => {
    const buffer = new TextBuffer();
    for (const number of numbers) {
      buffer.number(number);
      buffer.character(59);
    }
    expect(Buffer.from(buffer.take()).toString()).toBe(numbers.map((number) => `${BigInt(number)};`).join(''));
    expect(buffer.take()).toHaveLength(0);
  }));
});

test('it grows', () => {
  const buffer = new TextBuffer();
  const text = 'AnonÏP'.repeat(50_000);
  buffer.text(text);
  buffer.number(7);
  expect(Buffer.from(buffer.take()).toString()).toBe(`${text}7`);
});
