import { gunzip, unzstd } from '@tunnelscope/capture/file';
import { CaptureError } from '@tunnelscope/capture/errors';
import type { Decompress } from '@tunnelscope/capture/source';
import { Problem } from '../problem/problem.ts';

/** What a body may be encoded by, RFC 9110 §8.4.1 and RFC 8878 §7.2. */
const CONTENT_ENCODINGS = ['gzip', 'zstd'] as const;
const DECODERS: Readonly<Record<string, Decompress>> = { gzip: gunzip, 'x-gzip': gunzip, zstd: unzstd };

/**
 * Takes off what a Content-Encoding header names, while the body comes.
 * @param most bytes that come out at most: a few kB can stand for terabytes
 * @throws Problem 415 before anything is read if the encoding is not known, 413 beyond `most`, 400 if the body is not so encoded
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, header: string, most: number): AsyncGenerator<Uint8Array, void, undefined> {
  const name = header.trim().toLowerCase();
  if (name === 'identity' || name === '') return yield* bytes;
  const decompress = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (!decompress) {
    throw new Problem(415, 'content-encoding', 'Nothing here reads this encoding', `found Content-Encoding ${JSON.stringify(header.slice(0, 100))}, expected one of ${CONTENT_ENCODINGS.join(', ')}, or none`, {
      headers: { 'accept-encoding': CONTENT_ENCODINGS.join(', '), connection: 'close' },
    });
  }
  let sum = 0;
  try {
    for await (const piece of decompress(bytes, 'body')) {
      sum += piece.length;
      if (sum > most) {
        throw new Problem(413, 'too-large-decompressed', 'The body is too large once decoded', `expected at most ${most} bytes after decoding ${name}, found more`, { headers: { connection: 'close' }, members: { limitBytes: most } });
      }
      yield piece;
    }
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    throw new Problem(400, 'content-encoding', 'The body is not encoded as it says', error.message, { headers: { connection: 'close' }, members: { offset: error.offset } });
  }
}
