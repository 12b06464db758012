import { expect, test } from 'vitest';
import { fromChunks } from './from-chunks.ts';
import type { ByteReader } from './source.ts';

async function* chunksOf(...sizes: number[]): AsyncGenerator<Uint8Array> {
  let next = 0;
  for (const size of sizes) yield Uint8Array.from({ length: size }, () => next++);
}

async function readAll(reader: ByteReader, room: number): Promise<number[][]> {
  const pieces: number[][] = [];
  for (;;) {
    const target = new Uint8Array(room);
    const count = await reader.read(target);
    if (count === 0) return pieces;
    expect(target.subarray(count).every((byte) => byte === 0)).toBe(true);
    pieces.push([...target.subarray(0, count)]);
  }
}

test('pieces come as they are where they fit, and in parts where they do not', async () => {
  expect(await readAll(fromChunks(chunksOf(2, 5)), 3)).toEqual([[0, 1], [2, 3, 4], [5, 6]]);
});

test('an empty piece is not the end', async () => {
  expect(await readAll(fromChunks(chunksOf(0, 1, 0, 0, 1, 0)), 9)).toEqual([[0], [1]]);
});

test('a fault of the stream is passed on', async () => {
  const failure = new Error('broken');
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(7);
    throw failure;
  }
  const reader = fromChunks(broken());
  expect(await reader.read(new Uint8Array(4))).toBe(1);
  await expect(Promise.resolve(reader.read(new Uint8Array(4)))).rejects.toBe(failure);
});

test('a browser\'s stream can be read, and left', async () => {
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(10)),
    cancel: () => {
      cancelled = true;
    },
  });
  const reader = fromChunks(stream);
  expect(await reader.read(new Uint8Array(4))).toBe(4);
  reader.close();
  await new Promise((resolve) => setTimeout(resolve));
  expect(cancelled).toBe(true);
});
