/** What is used of the streams of node:zlib, which this package does not import. */
export interface ZlibStream {
  /** Bytes of input that it has taken. */
  readonly bytesWritten: number;
  write(bytes: Uint8Array, done: (error?: Error | null) => void): unknown;
  read(): Uint8Array | null;
  on(event: 'readable' | 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  end(): unknown;
  destroy(): unknown;
}

/** Input so small at first that a fault early in a small file costs little of what comes before it. */
const FIRST_SLICE = 256;
const LARGEST_SLICE = 64 * 1024;

/** Bytes of a slice after so many, at most 1/16 of them: when zlib meets a fault it drops what it made of the input it was given last. */
export function sliceAfter(given: number): number {
  return Math.min(LARGEST_SLICE, Math.max(FIRST_SLICE, given >> 4));
}

/** Puts input into a stream of node:zlib and hands its output out as it comes, so that neither piles up. */
export class ZlibEngine {
  readonly #stream: ZlibStream;
  #failure: Error | null = null;
  #ended = false;
  #woken = Promise.withResolvers<void>();

  constructor(stream: ZlibStream) {
    this.#stream = stream;
    stream.on('readable', () => this.#woken.resolve());
    stream.on('error', (error) => {
      this.#failure = error;
      this.#woken.resolve();
    });
    stream.on('end', () => {
      this.#ended = true;
      this.#woken.resolve();
    });
  }

  /** Bytes of input taken: fewer than were written if the compressed data end before them. */
  get taken(): number {
    return this.#stream.bytesWritten;
  }

  /** What becomes of a slice of input. @throws Error of zlib, after what was made of earlier slices */
  async *write(slice: Uint8Array): AsyncGenerator<Uint8Array> {
    let written = false;
    this.#stream.write(slice, (error) => {
      this.#failure ??= error ?? null;
      written = true;
      this.#woken.resolve();
    });
    yield* this.#output(() => written);
  }

  /** What is left when there is no more input. @throws Error with code Z_BUF_ERROR if the data are not whole */
  async *end(): AsyncGenerator<Uint8Array> {
    this.#stream.end();
    yield* this.#output(() => false);
  }

  close(): void {
    this.#stream.destroy();
  }

  async *#output(settled: () => boolean): AsyncGenerator<Uint8Array> {
    for (;;) {
      this.#woken = Promise.withResolvers();
      const last = settled() || this.#ended || this.#failure !== null;
      for (let chunk = this.#stream.read(); chunk; chunk = this.#stream.read()) yield chunk;
      if (last) break;
      await this.#woken.promise;
    }
    if (this.#failure) throw this.#failure;
  }
}
