import { gunzip, unzstd } from '@tunnelscope/capture/file';
import type { CaptureSource, Decompress } from '@tunnelscope/capture/source';
import { Problem } from '../problem/problem.ts';

/** Decompressors that stop after `most` bytes: a few kB can stand for terabytes, all of which would be read. */
export function boundedDecompressors(most: number): NonNullable<CaptureSource['decompressors']> {
  let sum = 0;
  const bounded = (decompress: Decompress): Decompress =>
    async function* (bytes, file) {
      for await (const piece of decompress(bytes, file)) {
        sum += piece.length;
        if (sum > most) {
          throw new Problem(413, 'too-large-decompressed', 'The capture is too large once decompressed', `${file}: expected at most ${most} bytes after decompression, found more`, {
            members: { file, limitBytes: most },
          });
        }
        yield piece;
      }
    };
  return { gzip: bounded(gunzip), zstd: bounded(unzstd) };
}
