import { CaptureError } from '../errors.ts';
import type { Decompress } from '../source.ts';
import { sliceAfter, ZlibEngine, type ZlibStream } from './engine.ts';

/**
 * Decompresses gzip (RFC 1952) of any number of members; zeros behind the last are padding.
 * @param createStream node:zlib's createGunzip, which goes from member to member by itself
 */
export function gunzipWith(createStream: () => ZlibStream): Decompress {
  return async function* gunzip(bytes, file) {
    const engine = new ZlibEngine(createStream());
    let given = 0;
    let padding = false;
    try {
      for await (const chunk of bytes) {
        for (let start = 0; start < chunk.length; ) {
          const slice = chunk.subarray(start, start + sliceAfter(given));
          if (padding) {
            requireZeros(slice, file, given);
          } else {
            yield* engine.write(slice);
            // What zlib does not take is behind the last member.
            padding = engine.taken < given + slice.length;
            if (padding) requireZeros(slice.subarray(engine.taken - given), file, engine.taken);
          }
          start += slice.length;
          given += slice.length;
        }
      }
      if (!padding) yield* engine.end();
    } catch (error) {
      throw error instanceof CaptureError || !(error instanceof Error && 'code' in error) ? error : gzipFault(error, file, given);
    } finally {
      engine.close();
    }
  };
}

function gzipFault(failure: Error & { readonly code?: unknown }, file: string, offset: number): CaptureError {
  if (failure.code === 'Z_BUF_ERROR') {
    return new CaptureError('truncated', { file, offset }, 'the end of compressed data', 'the rest of a gzip stream', { cause: failure });
  }
  const found = `compressed data that fail from here on (${failure.message})`;
  return new CaptureError('corrupt', { file, offset }, found, 'a gzip stream', { cause: failure });
}

function requireZeros(bytes: Uint8Array, file: string, offset: number): void {
  const at = bytes.findIndex((byte) => byte !== 0);
  if (at >= 0) throw new CaptureError('corrupt', { file, offset: offset + at }, 'bytes behind the gzip stream', 'its end');
}
