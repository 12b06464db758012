import { expect, test } from 'vitest';
import { boxAt, boxesIn, makeBox, makeFullBox } from './boxes.ts';

const nested = makeBox('moov', makeBox('trak', makeFullBox('tkhd', 1, 7, 42)), makeBox('mvex'));

test('boxes are found where they were put', () => {
  const bytes = Buffer.concat([makeBox('ftyp', Buffer.from('iso5')), nested]);
  expect(boxesIn(bytes)).toEqual([
    { type: 'ftyp', start: 0, content: 8, end: 12 },
    { type: 'moov', start: 12, content: 20, end: 12 + nested.length },
  ]);
  const header = boxAt(bytes, 'moov/trak/tkhd');
  expect(bytes.readUInt32BE(header.content)).toBe(0x0100_0007);
  expect(bytes.readUInt32BE(header.content + 4)).toBe(42);
});

test('what is no box is told with its offset', () => {
  expect(() => boxesIn(nested.subarray(0, nested.length - 1))).toThrow(`no box at offset 0: found a size of ${nested.length} bytes, expected 8 to ${nested.length - 1}`);
  expect(() => boxesIn(Buffer.concat([nested, Buffer.alloc(8)]))).toThrow(`no box at offset ${nested.length}: found a size of 0 bytes`);
  expect(() => boxAt(nested, 'moov/mdia')).toThrow('no mdia box of moov/mdia');
});
