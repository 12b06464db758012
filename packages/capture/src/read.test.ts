import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildPcap, ethernet, ipv4, udp } from '../fixtures/build-pcap.ts';
import { inPieces, readAll } from '../fixtures/read-all.ts';
import { CaptureError } from './errors.ts';
import { gunzip } from './file.ts';
import { readCapture } from './read.ts';
import type { CaptureSource } from './source.ts';
import { createStatistics } from './statistics.ts';

const DATA = ethernet(ipv4({ payload: udp(5000, 443, 10) }));

function pcapOf(count: number): Uint8Array<ArrayBuffer> {
  return buildPcap(Array.from({ length: count }, (_, index) => ({ second: index, fraction: 0, data: DATA })));
}

async function collect(source: CaptureSource): Promise<{ packets: number; error: unknown }> {
  let packets = 0;
  try {
    for await (const batch of readCapture(source)) packets += batch.count;
  } catch (error) {
    return { packets, error };
  }
  return { packets, error: null };
}

test('batches are full but for the last, and keep the order', async () => {
  const { batches, packets, flows } = await readAll(pcapOf(25), 100, { batchSize: 10, idle: 60_000 });
  expect(batches).toEqual([10, 10, 5]);
  expect(packets.map((row) => row[0])).toEqual(Array.from({ length: 25 }, (_, index) => 1000 * index));
  expect(flows).toHaveLength(1);
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
    expect((await readAll(bytes)).error).toMatchObject({ kind: 'unsupported', found: 'gzip within 3 layers of gzip' });
  });

  test('of nothing is an empty input', async () => {
    expect((await readAll(gzipSync(''))).error).toMatchObject({ kind: 'truncated', found: 'an empty input' });
  });

  test('without a decompressor is not supported', async () => {
    const { error } = await collect({ name: 'x', bytes: inPieces(gzipSync(pcapOf(1))) });
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
    const source = (part: Uint8Array): CaptureSource => ({ name: 'x', bytes: new Blob([Uint8Array.from(part)]).stream(), gunzip: browserGunzip });
    expect(await collect(source(bytes))).toEqual({ packets: 3, error: null });
    const wrong = Uint8Array.from(bytes);
    wrong[2] = 99;
    expect((await collect(source(wrong))).error).toMatchObject({ kind: 'corrupt', file: 'x' });
  });
});

describe('a live pipe', () => {
  test('hands out what it has when nothing more comes', async () => {
    const gate = Promise.withResolvers<void>();
    async function* bytes(): AsyncGenerator<Uint8Array> {
      const capture = pcapOf(3);
      yield capture.subarray(0, 150);
      await gate.promise;
      yield capture.subarray(150);
    }
    const counts = [];
    for await (const batch of readCapture({ name: 'x', bytes: bytes() }, { idle: 1 })) {
      counts.push(batch.count);
      gate.resolve();
    }
    expect(counts).toEqual([1, 2]);
  });

  test('can be left while it is silent', async () => {
    let returned = false;
    const next = () => new Promise<IteratorResult<Uint8Array>>(() => {});
    let first: Uint8Array | null = pcapOf(2);
    const iterator: AsyncIterator<Uint8Array> = {
      next: async () => {
        const value = first;
        first = null;
        return value ? { done: false, value } : next();
      },
      return: async () => {
        returned = true;
        return { done: true, value: undefined };
      },
    };
    let closed = false;
    const source: CaptureSource = { name: 'x', bytes: { [Symbol.asyncIterator]: () => iterator }, close: () => (closed = true) };
    for await (const batch of readCapture(source, { idle: 1 })) {
      expect(batch.count).toBe(2);
      break;
    }
    expect([closed, returned]).toEqual([true, false]);
  });

  test('closed on purpose it ends without an error, even in the middle of a record', async () => {
    let closed = false;
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield pcapOf(2).subarray(0, 24 + 16 + DATA.length + 20);
      closed = true;
      throw new Error('premature close');
    }
    const source = {
      name: 'x',
      bytes: bytes(),
      get closed() {
        return closed;
      },
    };
    expect(await collect(source)).toEqual({ packets: 1, error: null });
  });
});

test('a source that fails is unreadable, after what it gave', async () => {
  const failure = new Error('EIO: i/o error');
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield pcapOf(2);
    throw failure;
  }
  const { packets, error } = await collect({ name: 'disk.pcap', bytes: bytes(), gunzip });
  expect(packets).toBe(2);
  expect(error).toBeInstanceOf(CaptureError);
  expect(error).toMatchObject({ kind: 'unreadable', file: 'disk.pcap', offset: pcapOf(2).length, found: 'EIO: i/o error', cause: failure });
});

test('the statistics are current while reading', async () => {
  const statistics = createStatistics();
  const bytes = pcapOf(10);
  async function* oneByOne(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += 68) yield bytes.slice(start, start + 68);
  }
  const seen = [];
  for await (const batch of readCapture({ name: 'x', bytes: oneByOne(), bytesTotal: bytes.length }, { batchSize: 5, statistics })) {
    seen.push([batch.count, statistics.packets, statistics.offset <= statistics.bytesRead, statistics.bytesTotal]);
  }
  expect(seen).toEqual([
    [5, 5, true, bytes.length],
    [5, 10, true, bytes.length],
  ]);
});
