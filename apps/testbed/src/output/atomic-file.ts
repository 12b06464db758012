import { createWriteStream, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const partOf = (path: string) => `${path}.part`;

/** Writes a file so that its name never stands for a part of it. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(partOf(path), text);
  renameSync(partOf(path), path);
}

/** Writes a file compressed with gzip, whole or not at all. @throws what the system or the source says */
export async function writeGzip(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces, { objectMode: true }), createGzip({ level: 9 }), createWriteStream(partOf(path)));
    renameSync(partOf(path), path);
  } catch (error) {
    rmSync(partOf(path), { force: true });
    throw error;
  }
}
