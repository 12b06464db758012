import { describe, expect, test } from 'vitest';
import { inPieces } from '../fixtures/in-pieces.ts';
import { kernels } from '../fixtures/kernels.ts';
import { fromChunks } from './from-chunks.ts';
import { DecoderInput } from './input.ts';
import type { ByteReader } from './source.ts';

async function inputOf(reader: ByteReader, inputBytes = 16): Promise<DecoderInput> {
  const decoder = await kernels.typescript.openDecoder({ rows: 32, flows: 1, inputBytes });
  return new DecoderInput(decoder, reader);
}

const COUNTING = Uint8Array.from({ length: 200 }, (_, index) => index);

describe.each([undefined, 1, 7, 16, 100])('in pieces of %s bytes', (pieces) => {
  test('records of any length come whole, with their offsets', async () => {
    const input = await inputOf(fromChunks(inPieces(COUNTING, pieces)));
    let offset = 0;
    for (const length of [1, 3, 15, 16, 2, 17, 40, 5, 60, 41]) {
      while (input.length < length) expect(await input.more()).toBe(true);
      expect(input.offset()).toBe(offset);
      expect([...input.bytes.subarray(0, length)]).toEqual([...COUNTING.subarray(offset, offset + length)]);
      expect(input.offset(input.start + 1)).toBe(offset + 1);
      input.start += length;
      offset += length;
    }
    expect([await input.more(), input.length, input.offset()]).toEqual([false, 0, 200]);
  });
});

test('the input grows to what one record needs, and only then', async () => {
  const input = await inputOf(fromChunks(inPieces(new Uint8Array(100_000), 10)));
  while (await input.more()) {
    if (input.length >= 16) input.start += 16;
  }
  expect(input.decoder.views.input.length).toBe(16);
  const greedy = await inputOf(fromChunks(inPieces(new Uint8Array(1000), 10)));
  while (await greedy.more());
  expect(greedy.length).toBe(1000);
  expect(greedy.decoder.views.input.length).toBeLessThanOrEqual(2048);
});

test('bytes that come too late stay to be taken', async () => {
  const gate = Promise.withResolvers<number>();
  const input = await inputOf({ read: () => gate.promise });
  expect(await input.comesWithin(1)).toBe(false);
  expect(await input.comesWithin(1)).toBe(false);
  input.decoder.views.input[0] = 42;
  gate.resolve(1);
  expect(await input.comesWithin(10_000)).toBe(true);
  expect(await input.more()).toBe(true);
  expect([...input.bytes]).toEqual([42]);
});

test('bytes that come at once stay to be taken too', async () => {
  let calls = 0;
  const input = await inputOf({ read: () => ++calls });
  expect([await input.comesWithin(1), await input.comesWithin(1), await input.more(), input.length, calls]).toEqual([true, true, true, 1, 1]);
});

test('a layer that is taken off gets what waits and all that follows, and offsets begin anew', async () => {
  const input = await inputOf(fromChunks(inPieces(COUNTING, 10)));
  await input.more();
  input.start = 4;
  const seen: number[] = [];
  input.wrap((bytes) => {
    async function* doubled(): AsyncGenerator<Uint8Array> {
      for await (const chunk of bytes) {
        seen.push(...chunk);
        yield Uint8Array.from([...chunk, ...chunk]);
      }
    }
    return fromChunks(doubled());
  });
  let count = 0;
  while (await input.more()) {
    count += input.length;
    input.start = input.end;
  }
  expect(seen).toEqual([...COUNTING.subarray(4)]);
  expect([count, input.offset()]).toEqual([392, 392]);
});

test('left while bytes are under way it waits for nothing, and a failure that comes later harms nobody', async () => {
  const gate = Promise.withResolvers<number>();
  let closed = false;
  const input = await inputOf({ read: () => gate.promise, close: () => (closed = true) });
  await input.comesWithin(1);
  input.close();
  gate.reject(new Error('too late'));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(closed).toBe(true);
});
