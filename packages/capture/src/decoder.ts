import type { CaptureBatch } from './batch.ts';
import type { ByteWindow } from './byte-window.ts';

/** Decodes one format. It pulls nothing: bytes are put before it, batches are taken from it. */
export interface CaptureDecoder {
  /**
   * Decodes whole records from the start of the window until it needs more bytes or a batch is ready.
   * @throws CaptureError; what was decoded before is in the batches
   */
  decode(window: ByteWindow): void;
  /**
   * Decodes what is left when no more bytes will come.
   * @throws CaptureError of kind truncated if the input ends within a record
   */
  end(window: ByteWindow): void;
  readonly batches: BatchQueue;
}

/** Where a decoder puts its packets or rows. */
export interface BatchQueue {
  /** Batches that are full. */
  readonly ready: CaptureBatch[];
  /** Packets or rows that no full batch holds yet. */
  readonly waiting: number;
  /** Makes a batch of what is waiting, if anything is. */
  flush(): void;
}
