const OWN_CAPACITY = 64 * 1024;

/**
 * The bytes that have arrived and are not decoded yet: `bytes[start … end)`.
 * "Need more bytes" is never an error: a decoder leaves `start` where it is and is called again when more have come.
 *
 * A chunk that arrives when nothing is left over is used as it is. Otherwise it is appended to a buffer of our own,
 * which grows to the longest record and no further, so that one byte at a time costs no more than linear work.
 */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  /** Offset of `bytes[0]` in the stream. */
  #base = 0;
  #own: Uint8Array = new Uint8Array(0);

  /** Bytes waiting. */
  get length(): number {
    return this.end - this.start;
  }

  /** Offset in the stream of `bytes[position]`; of the first waiting byte if no position is given. */
  offset(position = this.start): number {
    return this.#base + position;
  }

  /** Adds bytes at the end. Positions taken before are void afterwards, except relative to `start`. */
  append(chunk: Uint8Array): void {
    if (this.start === this.end) this.#point(chunk);
    else this.#copy(chunk);
  }

  #point(chunk: Uint8Array): void {
    this.#base += this.end;
    this.bytes = chunk;
    this.start = 0;
    this.end = chunk.length;
  }

  #copy(chunk: Uint8Array): void {
    const kept = this.length;
    const fits = this.bytes === this.#own && this.end + chunk.length <= this.#own.length;
    if (!fits) {
      const needed = kept + chunk.length;
      let target = this.#own;
      // Moving down inside the buffer is worth it only if half of it comes free: otherwise single bytes cost quadratic work.
      if (target.length < 2 * needed) target = new Uint8Array(Math.max(OWN_CAPACITY, 2 * needed));
      target.set(this.bytes.subarray(this.start, this.end));
      this.#base += this.start;
      this.#own = target;
      this.bytes = target;
      this.start = 0;
      this.end = kept;
    }
    this.bytes.set(chunk, this.end);
    this.end += chunk.length;
  }
}
