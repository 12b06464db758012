/** The bytes of one capture, from wherever they come. In a browser: `{ name: file.name, bytes: file.stream() }`. */
export interface CaptureSource {
  /** Name for errors. */
  readonly name: string;
  /** The bytes as stored, in order; each chunk belongs to the reader once it is handed out. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How many there are, as soon as that is known; absent or null on a pipe. */
  readonly bytesTotal?: number | null;
  /** Without it a gzip-compressed capture is unsupported. */
  readonly gunzip?: Decompress;
  /** True once the reading was stopped on purpose: an end in the middle of a record is no error then. */
  readonly closed?: boolean;
  /** Stops the bytes at once, even while a chunk is awaited. */
  close?(): void;
}

/**
 * Takes one layer of compression off, in pieces of bounded size.
 * @param bytes @param file name for errors
 * @throws CaptureError of kind truncated or corrupt; what was decompressed before is handed out first
 */
export type Decompress = (bytes: AsyncIterable<Uint8Array>, file: string) => AsyncIterable<Uint8Array>;
