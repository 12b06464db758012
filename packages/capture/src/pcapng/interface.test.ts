import { TIME_BINARY, TIME_DECIMAL } from '@tunnelscope/core/codes';
import { describe, expect, test } from 'vitest';
import { type OptionShape, PcapngBuilder } from '../../fixtures/build-pcapng.ts';
import { readInterface } from './interface.ts';

describe.each([false, true])('big-endian: %s', (bigEndian) => {
  const builder = new PcapngBuilder(bigEndian);
  const read = (options: readonly OptionShape[]) => readInterface(new DataView(Uint8Array.from(builder.description(options, 276, 96)).buffer), !bigEndian, 'x', 0);
  const seconds = (value: bigint) => {
    const bytes = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
    return bigEndian ? bytes.reverse() : bytes;
  };

  test('without options its ticks are microseconds', () => {
    expect(read([])).toEqual({ linkType: 276, snapLength: 96, timeKind: TIME_DECIMAL, timeExponent: 6, timeOffset: 0 });
  });

  test('if_tsresol is a power of ten or of two', () => {
    expect(read([[9, [9]]])).toMatchObject({ timeKind: TIME_DECIMAL, timeExponent: 9 });
    expect(read([[9, [0]]])).toMatchObject({ timeKind: TIME_DECIMAL, timeExponent: 0 });
    expect(read([[9, [0x80]]])).toMatchObject({ timeKind: TIME_BINARY, timeExponent: 0 });
    expect(read([[9, [0xff]]])).toMatchObject({ timeKind: TIME_BINARY, timeExponent: 127 });
  });

  test('if_tsoffset is signed', () => {
    for (const offset of [0n, 3600n, -1n, -1_700_000_000n, 2n ** 53n, -(2n ** 63n)]) expect(read([[14, seconds(offset)]]).timeOffset).toBe(Number(offset));
  });

  test('other options are passed over, and of two the first counts', () => {
    expect(read([[2, [101, 116, 104]], [1, []], [9, [3]], [0x4bac, [1, 2, 3, 4, 5]], [9, [6]], [14, seconds(1n)], [14, seconds(2n)]])).toMatchObject({ timeExponent: 3, timeOffset: 1 });
  });

  test('a time option of another length is corrupt', () => {
    expect(() => read([[9, [6, 6]]])).toThrow('x, byte 18: corrupt: found an option if_tsresol of 2 bytes, expected 1');
    expect(() => read([[14, [1, 2, 3, 4]]])).toThrow('x, byte 18: corrupt: found an option if_tsoffset of 4 bytes, expected 8');
  });
});
