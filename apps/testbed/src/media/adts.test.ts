import { expect, test } from 'vitest';
import { adtsFrames } from './adts.ts';

/** Header without a checksum; the frame length lies in bits 30 to 42. */
function frame(content: Buffer): Buffer {
  const length = content.length + 7;
  return Buffer.concat([Buffer.from([0xff, 0xf1, 0x4c, 0x80 | (length >> 11), (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc]), content]);
}

test('frames come without their headers', () => {
  const contents = [Buffer.from('one'), Buffer.alloc(3000, 7), Buffer.from('x')];
  expect(adtsFrames(Buffer.concat(contents.map(frame)))).toEqual(contents);
});

test('a stream that breaks off is told with the offset', () => {
  const two = Buffer.concat([frame(Buffer.from('whole')), frame(Buffer.from('broken'))]);
  expect(() => adtsFrames(two.subarray(0, -1))).toThrow('no ADTS frame at offset 12 of 24 bytes');
  expect(() => adtsFrames(Buffer.from('not audio'))).toThrow('no ADTS frame at offset 0');
});
