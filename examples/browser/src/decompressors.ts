import { CaptureError } from '@tunnelscope/capture/errors';
import type { CaptureSource, Decompress } from '@tunnelscope/capture/source';
import { Gunzip } from 'fflate';
import { Decompress as Unzstd } from 'fzstd';

/** What both libraries look like. */
interface Engine {
  push(chunk: Uint8Array, last?: boolean): void;
}

/** Input at a time: what becomes of it is held at once, and compressed zeros become a thousand times as many. */
const SLICE = 16 * 1024;

/** The browser's own DecompressionStream knows no zstd, stops behind the first member of a gzip file, and loses what came before a fault. */
export const decompressors: NonNullable<CaptureSource['decompressors']> = {
  gzip: by((take) => new Gunzip(take)),
  zstd: by((take) => new Unzstd(take)),
};

function by(create: (take: (chunk: Uint8Array) => void) => Engine): Decompress {
  return async function* decompress(bytes, file) {
    let offset = 0;
    const made: Uint8Array[] = [];
    const engine = create((chunk) => made.push(chunk));
    for await (const chunk of bytes) {
      for (let start = 0; start < chunk.length; start += SLICE) {
        // A copy: the caller wants its bytes back, an engine keeps them until it has more.
        engine.push(chunk.slice(start, start + SLICE));
        yield* made.splice(0);
      }
      offset += chunk.length;
    }
    try {
      engine.push(new Uint8Array(0), true);
    } catch (cause) {
      throw new CaptureError('truncated', { file, offset }, 'the end of compressed data', 'the rest of them', { cause });
    }
    yield* made.splice(0);
  };
}
