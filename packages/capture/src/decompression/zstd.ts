import { CaptureError } from '../errors.ts';
import type { Decompress } from '../source.ts';
import { sliceAfter, ZlibEngine, type ZlibStream } from './engine.ts';
import { ZstdFrames } from './zstd-frames.ts';

const FRAME_MAGIC = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
const NOTHING = new Uint8Array(0);

/** Faults that are no damage, by the name that zstd has for them. */
const UNSUPPORTED: Readonly<Record<string, readonly [found: string, expected: string]>> = {
  ZSTD_error_frameParameter_windowTooLarge: ['a zstd frame with a window of more than 128 MiB', 'one made with --long=27 or less'],
  ZSTD_error_dictionary_wrong: ['a zstd frame made with a dictionary', 'one without'],
};

/**
 * Decompresses zstd (RFC 8878) of any number of frames, skippable ones among them.
 * @param createStream node:zlib's createZstdDecompress. It stops behind a frame if it is given more than that, and goes on
 * with the next frame if it is not; so it is given no bytes of two frames at once
 */
export function unzstdWith(createStream: () => ZlibStream): Decompress {
  return async function* unzstd(bytes, file) {
    const engine = new ZlibEngine(createStream());
    const frames = new ZstdFrames();
    let given = 0;
    try {
      for await (const chunk of bytes) {
        for (let start = 0; start < chunk.length; ) {
          const slice = chunk.subarray(start, start + sliceAfter(given));
          const { inMagic, magicBytes } = frames;
          const end = frames.walk(slice, 0);
          if (end < 0) throw new CaptureError('corrupt', { file, offset: given - magicBytes }, 'bytes behind a zstd frame', 'another frame, or the end');
          // A magic number waits until it is whole: it may be that of a skippable frame.
          const part = inMagic ? (frames.inMagic ? NOTHING : FRAME_MAGIC) : slice.subarray(0, end);
          if (part.length > 0 && !frames.skippable) yield* engine.write(part);
          start += end;
          given += end;
        }
      }
      if (!frames.whole) throw new CaptureError('truncated', { file, offset: given }, 'the end of compressed data', 'the rest of a zstd frame');
      if (engine.taken > 0) yield* engine.end();
    } catch (error) {
      throw error instanceof CaptureError || !(error instanceof Error && 'code' in error) ? error : zstdFault(error, file, given);
    } finally {
      engine.close();
    }
  };
}

function zstdFault(failure: Error & { readonly code?: unknown }, file: string, offset: number): CaptureError {
  const known = UNSUPPORTED[String(failure.code)];
  if (known) return new CaptureError('unsupported', { file, offset }, ...known, { cause: failure });
  const found = `compressed data that fail from here on (${failure.message})`;
  return new CaptureError('corrupt', { file, offset }, found, 'a zstd frame', { cause: failure });
}
