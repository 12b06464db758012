import type { CaptureSource } from '@tunnelscope/capture/source';

const PIECE = 256 * 1024;

/** A capture in memory as a source to read, in the pieces that a file would come in. Each is copied, as the system would. */
export function memorySource(name: string, content: Uint8Array): CaptureSource {
  let at = 0;
  return {
    name,
    bytesTotal: content.length,
    read(target) {
      const piece = content.subarray(at, at + Math.min(target.length, PIECE));
      target.set(piece);
      at += piece.length;
      return piece.length;
    },
  };
}
