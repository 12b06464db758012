import type { Decoder } from '@tunnelscope/core/decoder';
import type { WaitingBytes } from './format-host.ts';
import type { ByteReader } from './source.ts';

/** Bytes a piece that a further layer of compression is given. */
const PIECE = 64 * 1024;

/**
 * Fills a decoder's input from a reader, and only when asked. "Need more bytes" is never an error: whoever decodes
 * leaves `start` where it is and comes again when more have come.
 *
 * What is left of a record moves to the front of the input before more is read behind it. The input grows only when it is
 * full, so to the longest record and no further, and a length that lies costs nothing. One byte at a time is linear work.
 */
export class DecoderInput implements WaitingBytes {
  readonly decoder: Decoder;
  start = 0;
  end = 0;
  /** Offset in the stream of the input's first byte. */
  #base = 0;
  #reader: ByteReader;
  #pending: number | Promise<number> | null = null;

  constructor(decoder: Decoder, reader: ByteReader) {
    this.decoder = decoder;
    this.#reader = reader;
  }

  /** Bytes waiting. */
  get length(): number {
    return this.end - this.start;
  }

  /** The waiting bytes, until more are asked for. */
  get bytes(): Uint8Array {
    return this.decoder.views.input.subarray(this.start, this.end);
  }

  offset(position = this.start): number {
    return this.#base + position;
  }

  /**
   * Puts more bytes behind those that wait, whose positions change.
   * @returns false if there are none: the input has ended
   */
  async more(): Promise<boolean> {
    const count = await this.#read();
    this.#pending = null;
    this.end += count;
    return count > 0;
  }

  /** @returns whether more bytes, or the end, come within so many milliseconds; they stay to be taken by `more` */
  async comesWithin(milliseconds: number): Promise<boolean> {
    const count = this.#read();
    if (typeof count === 'number') return true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), milliseconds);
    });
    const arrived = () => true;
    const inTime = await Promise.race([count.then(arrived, arrived), late]);
    clearTimeout(timer);
    return inTime;
  }

  /** Takes a layer off: the waiting bytes and all that follow go through `transform`, and what it makes of them comes instead. */
  wrap(transform: (bytes: AsyncIterable<Uint8Array>) => ByteReader): void {
    const waiting = this.bytes.slice();
    this.start = 0;
    this.end = 0;
    this.#base = 0;
    this.#reader = transform(pieces(waiting, this.#reader));
  }

  /** Lets go of the reader. Does not wait for bytes that are under way: on a pipe they may never come. */
  close(): void {
    if (this.#pending instanceof Promise) this.#pending.catch(() => {});
    this.#reader.close?.();
  }

  /** Starts reading if nothing is under way. The input stays where it is until that is taken by `more`. */
  #read(): number | Promise<number> {
    if (this.#pending === null) {
      this.#makeRoom();
      this.#pending = this.#reader.read(this.decoder.views.input.subarray(this.end));
    }
    return this.#pending;
  }

  #makeRoom(): void {
    const { input } = this.decoder.views;
    if (this.start > 0) {
      input.copyWithin(0, this.start, this.end);
      this.#base += this.start;
      this.end -= this.start;
      this.start = 0;
    }
    if (this.end === input.length) this.decoder.reserve(2 * input.length);
  }
}

async function* pieces(first: Uint8Array, reader: ByteReader): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (;;) {
    const piece = new Uint8Array(PIECE);
    const count = await reader.read(piece);
    if (count === 0) return;
    yield piece.subarray(0, count);
  }
}
