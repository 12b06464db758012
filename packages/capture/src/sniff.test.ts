import { expect, test } from 'vitest';
import { buildPcap, MODIFIED, NANOSECONDS } from '../fixtures/build-pcap.ts';
import { inPieces } from '../fixtures/in-pieces.ts';
import { kernels } from '../fixtures/kernels.ts';
import { fromChunks } from './from-chunks.ts';
import { DecoderInput } from './input.ts';
import { type Content, sniff } from './sniff.ts';

const HEADER = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts';

async function inputOf(chunks: AsyncIterable<Uint8Array>): Promise<DecoderInput> {
  return new DecoderInput(await kernels.typescript.openDecoder({ rows: 32, flows: 1, inputBytes: 64 }), fromChunks(chunks));
}

async function sniffIn(pieces: number, input: Uint8Array | string): Promise<Content & { left: number }> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const source = await inputOf(inPieces(bytes, pieces));
  const content = await sniff(source, 'x');
  return { ...content, left: source.offset() };
}

test.each([1, 3, 100])('known formats, in pieces of %i bytes', async (pieces) => {
  for (const bigEndian of [false, true]) {
    for (const magic of [undefined, NANOSECONDS, MODIFIED]) {
      expect(await sniffIn(pieces, buildPcap([], { bigEndian, ...(magic && { magic }) }))).toEqual({ format: 'pcap', left: 0 });
    }
  }
  expect(await sniffIn(pieces, Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a, 28))).toEqual({ format: 'pcapng', left: 0 });
  expect(await sniffIn(pieces, Uint8Array.of(0x1f, 0x8b, 8, 0))).toEqual({ compression: 'gzip', left: 0 });
  expect(await sniffIn(pieces, Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0))).toEqual({ compression: 'zstd', left: 0 });
  expect(await sniffIn(pieces, Uint8Array.of(0x5a, 0x2a, 0x4d, 0x18, 0))).toEqual({ compression: 'zstd', left: 0 });
  expect(await sniffIn(pieces, `${HEADER}\n1,2\n`)).toEqual({ format: 'network-stats', header: HEADER, left: HEADER.length + 1 });
  expect(await sniffIn(pieces, HEADER)).toEqual({ format: 'network-stats', header: HEADER, left: HEADER.length });
});

test.each<[string, readonly number[], string]>([
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'xz compression'],
  ['bzip2', [...new TextEncoder().encode('BZh91AY')], 'bzip2 compression'],
  ['snoop', [...new TextEncoder().encode('snoop\0\0\0')], 'a snoop capture'],
  ['K12 text', [...new TextEncoder().encode('+---------+---------------+----------+\n')], 'a K12 text file'],
  ['zeros', [0, 0, 0, 0, 0], 'the bytes 00 00 00 00'],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46], 'the bytes 7f 45 4c 46'],
  ['text', [...new TextEncoder().encode('root:x:0:0\n')], "'root:x:0:0'"],
  ['another CSV', [...new TextEncoder().encode('a,b,c\n')], "'a,b,c'"],
  ['nearly the CSV', [...new TextEncoder().encode('Time,IP1,IP2,Proto,Bytes\n')], "'Time,IP1,IP2,Proto,Bytes', a header without 1->2Bytes, 2->1Bytes, 1->2Pkts, 2->1Pkts"],
  ['tar', [...new TextEncoder().encode(`${'a'.repeat(257)}ustar\n`)], 'a tar archive'],
])('%s is not supported, and named', async (_name, bytes, found) => {
  await expect(sniffIn(1, Uint8Array.from(bytes))).rejects.toMatchObject({ kind: 'unsupported', file: 'x', offset: 0, found });
});

test('a text without a line end is looked at for 64 KiB, not longer', async () => {
  let pulled = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      pulled += 1024;
      yield new Uint8Array(1024).fill(97);
    }
  }
  await expect(sniff(await inputOf(endless()), 'x')).rejects.toMatchObject({ kind: 'unsupported' });
  expect(pulled).toBeLessThanOrEqual(66 * 1024);
});

test('an empty input is truncated', async () => {
  await expect(sniffIn(1, '')).rejects.toMatchObject({ kind: 'truncated', found: 'an empty input' });
});

test('less than a magic number is truncated', async () => {
  for (const magic of [[0x1f], [0xd4, 0xc3, 0xb2], [0xa1, 0xb2], [0x4d, 0x3c], [0x0a, 0x0d, 0x0d], [0x28, 0xb5]]) {
    await expect(sniffIn(1, Uint8Array.from(magic))).rejects.toMatchObject({ kind: 'truncated', found: `the end after ${magic.length} bytes` });
  }
});
