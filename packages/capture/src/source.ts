/**
 * The bytes of one capture, from wherever they come.
 * In a browser: `{ name: file.name, bytesTotal: file.size, ...fromChunks(file.stream()) }`.
 */
export interface CaptureSource extends ByteReader {
  /** Name for errors. */
  readonly name: string;
  /** How many bytes are stored, as soon as that is known; absent or null on a pipe. */
  readonly bytesTotal?: number | null;
  /** Without one for its compression a capture is unsupported. */
  readonly decompressors?: Readonly<Partial<Record<Compression, Decompress>>>;
  /** True once the reading was stopped on purpose: an end in the middle of a record is no error then. */
  readonly closed?: boolean;
}

/** Gives bytes in order, straight into where they are wanted. */
export interface ByteReader {
  /**
   * Fills the beginning of `target`, at least one byte of it. Called again only when the call before is done.
   * @returns how many bytes came; 0 is the end, for good
   */
  read(target: Uint8Array): number | Promise<number>;
  /** Stops the bytes at once, even while some are awaited. */
  close?(): void;
}

export type Compression = 'gzip' | 'zstd';

/**
 * Takes one layer of compression off, in pieces of bounded size.
 * @param bytes belong to the decompressor once handed out @param file name for errors
 * @throws CaptureError of kind truncated, corrupt or unsupported; what was decompressed before is handed out first
 */
export type Decompress = (bytes: AsyncIterable<Uint8Array>, file: string) => AsyncIterable<Uint8Array>;
