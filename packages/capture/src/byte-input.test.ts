import { expect, test } from 'vitest';
import { ByteInput } from './byte-input.ts';

test('chunks are taken one by one, and the end is told', async () => {
  const input = new ByteInput(chunks(1, 2));
  expect(await input.more()).toBe(true);
  expect(input.window.length).toBe(1);
  expect(await input.more()).toBe(true);
  expect(input.window.length).toBe(3);
  expect(await input.more()).toBe(false);
});

test('a chunk that is late is not lost', async () => {
  const gate = Promise.withResolvers<void>();
  async function* late(): AsyncGenerator<Uint8Array> {
    await gate.promise;
    yield Uint8Array.of(7);
  }
  const input = new ByteInput(late());
  expect(await input.comesWithin(1)).toBe(false);
  gate.resolve();
  expect(await input.comesWithin(60_000)).toBe(true);
  await input.more();
  expect(input.window.bytes[input.window.start]).toBe(7);
});

test('the rest starts with what waits in the window', async () => {
  const input = new ByteInput(chunks(1, 2, 3));
  await input.more();
  const lengths = [];
  for await (const chunk of input.rest()) lengths.push(chunk.length);
  expect(lengths).toEqual([1, 2, 3]);
});

test('closing does not wait for a chunk that never comes, and one that fails later is no unhandled rejection', async () => {
  const gate = Promise.withResolvers<never>();
  const input = new ByteInput({ [Symbol.asyncIterator]: () => ({ next: () => gate.promise }) });
  expect(await input.comesWithin(1)).toBe(false);
  await input.close();
  gate.reject(new Error('too late'));
  await new Promise((resolve) => setTimeout(resolve));
});

async function* chunks(...lengths: number[]): AsyncGenerator<Uint8Array> {
  for (const length of lengths) yield new Uint8Array(length);
}
