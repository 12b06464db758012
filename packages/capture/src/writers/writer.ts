import type { CaptureBatch } from '../batch.ts';
import type { WriteStatistics } from './write-statistics.ts';

/**
 * Turns batches into the bytes of one capture file. It pulls nothing and keeps nothing that grows with the capture's
 * length: a flow's ends until the flow is evicted, and for network-stats the packets of two seconds.
 * The pieces belong to the caller.
 */
export interface CaptureWriter {
  readonly statistics: WriteStatistics;
  /** What stands before everything else. */
  begin(): Uint8Array<ArrayBuffer>;
  /** @returns what can be written now; may be empty @throws Error if the format cannot hold this kind of batch */
  write(batch: CaptureBatch): Uint8Array<ArrayBuffer>;
  /** @returns what was held back */
  end(): Uint8Array<ArrayBuffer>;
}

/** The bytes of the file that a writer makes of batches, in pieces. A fault of the batches comes behind all that was before it. */
export async function* writeCapture(batches: AsyncIterable<CaptureBatch>, writer: CaptureWriter): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  yield writer.begin();
  try {
    for await (const batch of batches) {
      const piece = writer.write(batch);
      if (piece.length > 0) yield piece;
    }
  } catch (error) {
    yield writer.end();
    throw error;
  }
  yield writer.end();
}
