import { execFileSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pipeReader } from './pipe-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'pipe-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A named pipe, open at both ends. */
async function pipe(name: string) {
  const path = join(folder, name);
  execFileSync('sh', ['-c', `mkfifo '${path}'`]);
  // Opening one end waits for the other.
  const writing = open(path, 'w');
  const fd = openSync(path, 'r');
  const writer = await writing;
  return { writer, reader: pipeReader((onread) => new Socket({ fd, readable: true, writable: false, onread })) };
}

test('bytes come in order, also those of a piece that does not fit, and then the end', async () => {
  const { writer, reader } = await pipe('order');
  const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => Math.imul(index, 0x9e3779b1) >>> 24);
  const written = writer.writeFile(bytes).then(() => writer.close());
  const parts: Uint8Array[] = [];
  for (const target = new Uint8Array(50_000); ; ) {
    const count = await reader.read(target);
    if (count === 0) break;
    parts.push(target.slice(0, count));
  }
  await written;
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  expect(await reader.read(new Uint8Array(1))).toBe(0);
});

test('closed while it waits it ends', async () => {
  const { writer, reader } = await pipe('closed');
  const reading = reader.read(new Uint8Array(10));
  reader.close();
  expect(await reading).toBe(0);
  await writer.close();
});

test('a failure comes after the bytes before it', async () => {
  const listeners = new Map<string, (error: Error) => void>();
  let deliver = (_bytes: number) => true;
  const reader = pipeReader(({ buffer, callback }) => {
    deliver = callback;
    buffer.set([1, 2]);
    return { on: (event: string, listener: (error: Error) => void) => listeners.set(event, listener), resume: () => {}, destroy: () => {} };
  });
  expect(deliver(2)).toBe(false);
  listeners.get('error')!(new Error('EIO'));
  const target = new Uint8Array(5);
  expect([await reader.read(target), ...target]).toEqual([2, 1, 2, 0, 0, 0]);
  await expect(Promise.resolve(reader.read(target))).rejects.toThrow('EIO');
});
