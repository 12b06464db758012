import type { CaptureBatch } from '@tunnelscope/capture/batch';

/** What a tap reads. */
export interface TapSource {
  readonly packets: AsyncIterable<CaptureBatch>;
  /** Of a file: how it is replayed. Null where packets come as they happen, and must not wait. */
  readonly file: FileReplay | null;
  /** Packets that the system lost so far before they could be read; null where nobody counts. */
  readonly dropped: () => number | null;
}

export interface FileReplay {
  /** Says what is read: a tap that finds the same one goes on where it was. Null where it cannot be read again. */
  readonly fingerprint: Uint8Array | null;
  /** Times as fast as it was recorded; Infinity: as fast as possible. */
  readonly speed: number;
}
