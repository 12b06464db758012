import { constants, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflateAll } from '../../fixtures/inflate-all.ts';
import { unzstd } from '../file.ts';

const noise = Uint8Array.from({ length: 200_000 }, (_, index) => Math.imul(index * index, 0x9e3779b1) >>> 24);
const checked = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };
const frame = zstdCompressSync(noise, checked);
const first = zstdCompressSync('first');
const last = zstdCompressSync('last', checked);
const skippable = Buffer.from([0x57, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
const emptySkippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);

describe.each([undefined, 4096, 7])('in pieces of %s bytes', (pieces) => {
  test('several frames and skippable ones', async () => {
    const stream = Buffer.concat([skippable, first, emptySkippable, skippable, zstdCompressSync(''), last, skippable]);
    const { bytes, error } = await inflateAll(unzstd, stream, pieces);
    expect([bytes.toString(), error]).toEqual(['firstlast', null]);
  });

  test('frames of many blocks', async () => {
    const { bytes, error } = await inflateAll(unzstd, Buffer.concat([frame, frame]), pieces);
    expect(error).toBeNull();
    expect(bytes.equals(Buffer.concat([noise, noise]))).toBe(true);
  });

  test('skippable frames alone hold nothing', async () => {
    expect(await inflateAll(unzstd, Buffer.concat([skippable, emptySkippable]), pieces)).toMatchObject({ bytes: { length: 0 }, error: null });
  });

  test('bytes behind a frame are corrupt', async () => {
    const { bytes, error } = await inflateAll(unzstd, Buffer.concat([first, Buffer.from('garbage')]), pieces);
    expect(bytes.toString()).toBe('first');
    expect(error).toMatchObject({ kind: 'corrupt', file: 'x', offset: first.length, found: 'bytes behind a zstd frame' });
  });

  test('a wrong checksum is corrupt', async () => {
    const wrong = Buffer.concat([first, last]);
    wrong[wrong.length - 1]! ^= 1;
    expect((await inflateAll(unzstd, wrong, pieces)).error).toMatchObject({ kind: 'corrupt', file: 'x', found: expect.stringContaining('checksum') });
  });
});

test('frames of every level and shape that zstd writes', async () => {
  const shape = fc.record({
    content: fc.uint8Array({ maxLength: 2000 }),
    repeat: fc.integer({ min: 1, max: 300 }),
    level: fc.integer({ min: -5, max: 12 }),
    checksum: fc.nat(1),
    contentSize: fc.nat(1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(shape, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 5000 }), async (shapes, pieces) => {
      const contents = shapes.map(({ content, repeat }) => Buffer.concat(new Array<Uint8Array>(repeat).fill(content)));
      const frames = shapes.map(({ level, checksum, contentSize }, index) => {
        const params = {
          [constants.ZSTD_c_compressionLevel]: level,
          [constants.ZSTD_c_checksumFlag]: checksum,
          [constants.ZSTD_c_contentSizeFlag]: contentSize,
        };
        return zstdCompressSync(contents[index]!, { params });
      });
      const { bytes, error } = await inflateAll(unzstd, Buffer.concat(frames), pieces);
      expect(error).toBeNull();
      expect(bytes.equals(Buffer.concat(contents))).toBe(true);
    }),
    { seed: 7, numRuns: 60 },
  );
});

test('one byte at a time', async () => {
  const { bytes, error } = await inflateAll(unzstd, Buffer.concat([skippable, first, emptySkippable, last]), 1);
  expect([bytes.toString(), error]).toEqual(['firstlast', null]);
});

test('a bomb comes out in pieces of bounded size', async () => {
  const { bytes, largest, error } = await inflateAll(unzstd, zstdCompressSync(new Uint8Array(20_000_000)));
  expect([bytes.length, error]).toEqual([20_000_000, null]);
  expect(largest).toBeLessThanOrEqual(64 * 1024);
});

test('cut anywhere it is truncated, after the frames that are whole', async () => {
  const whole = Buffer.concat([first, skippable, last]);
  const ends = [first.length, first.length + skippable.length];
  for (let length = 1; length < whole.length; length++) {
    const { bytes, error } = await inflateAll(unzstd, whole.subarray(0, length));
    if (length < first.length) expect('first'.startsWith(bytes.toString())).toBe(true);
    else expect(bytes.toString().startsWith('first')).toBe(true);
    if (ends.includes(length)) expect(error).toBeNull();
    else expect(error).toMatchObject({ kind: 'truncated', file: 'x', offset: length });
  }
});

test('a flipped bit is never passed off as data', async () => {
  for (let at = 4; at < last.length; at++) {
    const wrong = Buffer.from(last);
    wrong[at]! ^= 16;
    const { bytes, error } = await inflateAll(unzstd, wrong);
    expect(error === null ? bytes.toString() : 'refused').toMatch(/^(refused|last)$/);
  }
});

/** A frame of one empty block with this window descriptor. */
function emptyFrame(windowLog: number): Uint8Array {
  return Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, (windowLog - 10) << 3, 1, 0, 0);
}

test('a window of up to 128 MiB is fine, a larger one is not supported', async () => {
  expect(await inflateAll(unzstd, emptyFrame(27))).toMatchObject({ error: null });
  for (const windowLog of [28, 31, 41]) {
    const { error } = await inflateAll(unzstd, Buffer.concat([first, emptyFrame(windowLog)]));
    expect(error).toMatchObject({ kind: 'unsupported', offset: expect.any(Number), found: 'a zstd frame with a window of more than 128 MiB' });
  }
});

test('a frame made with a dictionary is not supported', async () => {
  const frameWithDictionary = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 1, 0, 42, 1, 0, 0);
  expect((await inflateAll(unzstd, frameWithDictionary)).error).toMatchObject({ kind: 'unsupported', found: 'a zstd frame made with a dictionary' });
});
