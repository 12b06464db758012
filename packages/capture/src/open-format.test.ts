import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildPcap, ethernet, ipv4, udp } from '../fixtures/build-pcap.ts';
import { inPieces } from '../fixtures/in-pieces.ts';
import { kernels } from '../fixtures/kernels.ts';
import { readAll } from '../fixtures/read-all.ts';
import { fromChunks } from './from-chunks.ts';
import { readCapture } from './read.ts';
import type { CaptureSource } from './source.ts';

const DATA = ethernet(ipv4({ payload: udp(5000, 443, 10) }));

function pcapOf(count: number): Uint8Array<ArrayBuffer> {
  return buildPcap(Array.from({ length: count }, (_, index) => ({ second: index, fraction: 0, data: DATA })));
}

async function collect(source: CaptureSource): Promise<{ packets: number; error: unknown }> {
  let packets = 0;
  try {
    for await (const batch of readCapture(source, kernels.typescript)) packets += batch.count;
  } catch (error) {
    return { packets, error };
  }
  return { packets, error: null };
}

describe('zstd', () => {
  test('is taken off, also of several frames and within gzip, and counted as stored', async () => {
    const bytes = pcapOf(3);
    const frames = Buffer.concat([zstdCompressSync(bytes.subarray(0, 100)), zstdCompressSync(bytes.subarray(100))]);
    for (const pieces of [1, undefined]) {
      expect(await readAll(frames, pieces)).toMatchObject({ error: null, statistics: { packets: 3, compression: ['zstd'], bytesRead: frames.length } });
    }
    expect(await readAll(gzipSync(frames))).toMatchObject({ error: null, statistics: { packets: 3, compression: ['gzip', 'zstd'] } });
  });

  test('that begins with a skippable frame', async () => {
    const bytes = Buffer.concat([Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9]), zstdCompressSync(pcapOf(3))]);
    expect(await readAll(bytes, 3)).toMatchObject({ error: null, statistics: { packets: 3, compression: ['zstd'] } });
  });

  test('without a decompressor is not supported', async () => {
    const { error } = await collect({ name: 'x', ...fromChunks(inPieces(zstdCompressSync(pcapOf(1)))) });
    expect(error).toMatchObject({ kind: 'unsupported', found: 'zstd compression' });
  });
});

describe('gzip', () => {
  test('is taken off, also twice, and counted as stored', async () => {
    const once = gzipSync(pcapOf(3));
    expect(await readAll(once, 1)).toMatchObject({ error: null, statistics: { packets: 3, compression: ['gzip'], bytesRead: once.length } });
    expect(await readAll(gzipSync(once))).toMatchObject({ error: null, statistics: { packets: 3, compression: ['gzip', 'gzip'] } });
  });

  test('in many layers is not', async () => {
    let bytes: Uint8Array = pcapOf(1);
    for (let layer = 0; layer < 5; layer++) bytes = gzipSync(bytes);
    expect((await readAll(bytes)).error).toMatchObject({ kind: 'unsupported', found: 'gzip within 3 layers of compression' });
  });

  test('of nothing is an empty input', async () => {
    expect((await readAll(gzipSync(''))).error).toMatchObject({ kind: 'truncated', found: 'an empty input' });
  });

  test('without a decompressor is not supported', async () => {
    const { error } = await collect({ name: 'x', ...fromChunks(inPieces(gzipSync(pcapOf(1)))) });
    expect(error).toMatchObject({ kind: 'unsupported', found: 'gzip compression' });
  });

  test('cut anywhere it is truncated, and nothing that could be read is lost', async () => {
    const whole = gzipSync(pcapOf(20), { level: 0 });
    for (let length = 4; length < whole.length; length += 7) {
      const { error, statistics } = await readAll(whole.subarray(0, length));
      expect(error).toMatchObject({ kind: 'truncated', file: 'input' });
      // Stored blocks: 15 bytes come before the data, 24 of them are the file header.
      const complete = Math.floor((length - 15 - 24) / (16 + DATA.length));
      expect(statistics.packets).toBe(Math.min(20, Math.max(0, complete)));
    }
  });

  test('with a browser\'s decompressor', async () => {
    const browserGunzip = async function* (bytes: AsyncIterable<Uint8Array>) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for await (const chunk of bytes) parts.push(Uint8Array.from(chunk));
      yield* new Blob(parts).stream().pipeThrough(new DecompressionStream('gzip'));
    };
    const bytes = gzipSync(pcapOf(3));
    const source = (part: Uint8Array): CaptureSource => ({
      name: 'x',
      ...fromChunks(new Blob([Uint8Array.from(part)]).stream()),
      decompressors: { gzip: browserGunzip },
    });
    expect(await collect(source(bytes))).toEqual({ packets: 3, error: null });
    const wrong = Uint8Array.from(bytes);
    wrong[2] = 99;
    expect((await collect(source(wrong))).error).toMatchObject({ kind: 'corrupt', file: 'x' });
  });
});
