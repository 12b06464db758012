import { InputError } from '../exit.ts';
import { standardOutput } from '../output.ts';
import { describeOutputError, openReplacement } from '../replacement.ts';
import type { OutputName } from './output-name.ts';

/**
 * Writes a file as a whole or not at all, as `openReplacement` does; standard output directly.
 * @throws InputError if it cannot be written
 */
export async function writeOutput({ path, compression }: OutputName, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  if (path === '-') {
    const output = standardOutput();
    for await (const piece of pieces) await output.write(piece);
    return;
  }
  // Loaded only for files: where the output goes to a pipe, that is time saved.
  const [{ Readable }, { pipeline }, { createGzip, createZstdCompress }] = await Promise.all([import('node:stream'), import('node:stream/promises'), import('node:zlib')]);
  const failed = (error: unknown) => new InputError(describeOutputError(path, error), { cause: error });
  const replacement = await openReplacement(path).catch((error: unknown) => {
    throw failed(error);
  });
  try {
    const source = Readable.from(pieces, { objectMode: true, highWaterMark: 1 });
    if (compression === null) await pipeline(source, replacement.stream);
    else await pipeline(source, compression === 'gzip' ? createGzip() : createZstdCompress(), replacement.stream);
    await replacement.keep();
  } catch (error) {
    await replacement.discard();
    // What the system says; anything else is no fault of the file.
    throw error instanceof Error && 'syscall' in error ? failed(error) : error;
  }
}
