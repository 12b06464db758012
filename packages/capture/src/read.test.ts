import { ENGINES } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import { buildPcap, ethernet, ipv4, udp } from '../fixtures/build-pcap.ts';
import { inPieces } from '../fixtures/in-pieces.ts';
import { kernels } from '../fixtures/kernels.ts';
import { readAll } from '../fixtures/read-all.ts';
import type { CaptureBatch } from './batch.ts';
import { CaptureError } from './errors.ts';
import { fromChunks } from './from-chunks.ts';
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
    for await (const batch of readCapture(source, kernels.typescript)) packets += batch.count;
  } catch (error) {
    return { packets, error };
  }
  return { packets, error: null };
}

test.each(ENGINES)('%s: batches are full but for the last, and keep the order', async (engine) => {
  const { batches, packets, flows } = await readAll(pcapOf(100), 100, { batchSize: 48, idle: 60_000, engine });
  // The largest packet takes 17 rows, and there must be room for one.
  expect(batches).toEqual([32, 32, 32, 4]);
  expect(packets.map((row) => row[0])).toEqual(Array.from({ length: 100 }, (_, index) => 1000 * index));
  expect(flows).toHaveLength(1);
});

test.each(ENGINES)('%s: a batch stays as it is when more is read', async (engine) => {
  const source = { name: 'x', ...fromChunks(inPieces(pcapOf(100))) };
  const kept: CaptureBatch[] = [];
  for await (const batch of readCapture(source, kernels[engine], { batchSize: 48 })) kept.push(batch);
  expect(kept.flatMap((batch) => [...batch.time])).toEqual(Array.from({ length: 100 }, (_, index) => 1000 * index));
});

test.each(ENGINES)('%s: flows beyond what is known at once are forgotten, and named', async (engine) => {
  const records = Array.from({ length: 50 }, (_, port) => ({ second: port, fraction: 0, data: ethernet(ipv4({ payload: udp(port, 443, 10) })) }));
  const { flows, evicted, statistics } = await readAll(buildPcap(records), 1000, { flows: 8, engine });
  expect(flows.map(({ number, a }) => [number, a.port])).toEqual(Array.from({ length: 50 }, (_, port) => [port, port]));
  expect(statistics).toMatchObject({ flows: 50, evictedFlows: 42, packets: 50 });
  expect(evicted).toHaveLength(42);
  expect(new Set(evicted).size).toBe(42);
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
    for await (const batch of readCapture({ name: 'x', ...fromChunks(bytes()) }, kernels.typescript, { idle: 1 })) {
      counts.push(batch.count);
      gate.resolve();
    }
    expect(counts).toEqual([1, 2]);
  });

  test('hands out what it has where packets never stop coming, one by one', async () => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield pcapOf(0);
      const record = pcapOf(1).subarray(24);
      for (;;) {
        yield record;
        await new Promise((resolve) => {
          setTimeout(resolve, 1);
        });
      }
    }
    for await (const batch of readCapture({ name: 'x', ...fromChunks(bytes()) }, kernels.typescript, { batchSize: 1_000_000, idle: 20 })) {
      expect(batch.count).toBeGreaterThan(0);
      break;
    }
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
    const source: CaptureSource = { name: 'x', ...fromChunks({ [Symbol.asyncIterator]: () => iterator }) };
    for await (const batch of readCapture(source, kernels.typescript, { idle: 1 })) {
      expect(batch.count).toBe(2);
      break;
    }
    expect(returned).toBe(true);
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
      ...fromChunks(bytes()),
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
  const { packets, error } = await collect({ name: 'disk.pcap', ...fromChunks(bytes()) });
  expect(packets).toBe(2);
  expect(error).toBeInstanceOf(CaptureError);
  expect(error).toMatchObject({ kind: 'unreadable', file: 'disk.pcap', offset: pcapOf(2).length, found: 'EIO: i/o error', cause: failure });
});

test('the statistics are current while reading', async () => {
  const statistics = createStatistics();
  const bytes = pcapOf(64);
  const source = { name: 'x', ...fromChunks(inPieces(bytes, 68)), bytesTotal: bytes.length };
  const seen = [];
  for await (const batch of readCapture(source, kernels.typescript, { batchSize: 48, idle: 60_000, statistics })) {
    seen.push([batch.count, statistics.packets, statistics.offset, statistics.offset <= statistics.bytesRead, statistics.bytesTotal]);
  }
  const record = 16 + DATA.length;
  expect(seen).toEqual([
    [32, 32, 24 + 32 * record, true, bytes.length],
    [32, 64, bytes.length, true, bytes.length],
  ]);
});

test('a source that reads at once, without promises', async () => {
  const bytes = pcapOf(10);
  let at = 0;
  const read = (target: Uint8Array) => {
    const part = bytes.subarray(at, at + Math.min(target.length, 7));
    target.set(part);
    at += part.length;
    return part.length;
  };
  expect(await collect({ name: 'x', read })).toEqual({ packets: 10, error: null });
});
