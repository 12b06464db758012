import { describe, expect, test } from 'vitest';
import { type OptionShape, PcapngBuilder } from '../../fixtures/build-pcapng.ts';
import { readOptions } from './options.ts';

describe.each([false, true])('big-endian: %s', (bigEndian) => {
  const builder = new PcapngBuilder(bigEndian);
  const read = (shapes: readonly OptionShape[]) => {
    const block = new DataView(Uint8Array.from(builder.description(shapes)).buffer);
    return [...readOptions(block, 16, !bigEndian, 'x', 1000)].map(({ code, value, at }) => [code, [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)], at]);
  };

  test('values come without their padding, empty ones too', () => {
    expect(read([[2, [1, 2, 3]], [1, []], [9, [6]], [14, [1, 2, 3, 4, 5, 6, 7, 8]]])).toEqual([[2, [1, 2, 3], 16], [1, [], 24], [9, [6], 28], [14, [1, 2, 3, 4, 5, 6, 7, 8], 36]]);
  });

  test('the options end with the block, or with the option that says so', () => {
    expect(read([])).toEqual([]);
    expect(read([[2, [1]], [0, []], [3, [1]]])).toEqual([[2, [1], 16]]);
  });

  test('options without a value, as many as there are, each take a step', () => {
    expect(read(Array.from({ length: 1000 }, () => [1, []] as const))).toHaveLength(1000);
  });

  test('an option longer than the rest of its block is corrupt, and so is one whose value is missing', () => {
    expect(() => read([[2, [1]], [9, [6], 65_535]])).toThrow('x, byte 1026: corrupt: found an option of 65535 bytes, expected at most 4, the rest of its block');
    expect(() => read([[9, [], 1]])).toThrow('x, byte 1018: corrupt: found an option of 1 bytes, expected at most 0, the rest of its block');
    expect(read([[9, [6], 4]])).toEqual([[9, [6, 0, 0, 0], 16]]);
  });
});
