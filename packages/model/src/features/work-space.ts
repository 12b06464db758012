import type { BinColumns } from '@tunnelscope/core/kernels';

/** Enough for ten thousand packets. What a larger window needs besides weighs little beside its work. */
const BYTES = 2 ** 20;
/** Columns begin at multiples of the largest element's size. */
const ALIGNMENT = 8;

/**
 * Memory for the columns that one window after another is measured with. V8 keeps typed arrays of more than some elements
 * outside of its heap, and collects all garbage, that of old objects too, each time those have grown by so much: with
 * thousands of windows a second that took longer than to measure them.
 */
export class WorkSpace {
  readonly #buffer: ArrayBuffer;
  #used = 0;

  /** @param bytes what does not fit is allocated; with 0 all columns are the caller's own */
  constructor(bytes = BYTES) {
    this.#buffer = new ArrayBuffer(bytes);
  }

  /** Begins another window: columns that were given out hold anything from here on. */
  clear(): void {
    this.#used = 0;
  }

  /** A column that holds anything, valid until `clear`. */
  f64(length: number): Float64Array<ArrayBuffer> {
    const at = this.#take(8 * length);
    return at < 0 ? new Float64Array(length) : new Float64Array(this.#buffer, at, length);
  }

  /** As `f64`. */
  u32(length: number): Uint32Array<ArrayBuffer> {
    const at = this.#take(4 * length);
    return at < 0 ? new Uint32Array(length) : new Uint32Array(this.#buffer, at, length);
  }

  /** As `f64`. */
  u16(length: number): Uint16Array<ArrayBuffer> {
    const at = this.#take(2 * length);
    return at < 0 ? new Uint16Array(length) : new Uint16Array(this.#buffer, at, length);
  }

  /** As `f64`. */
  u8(length: number): Uint8Array<ArrayBuffer> {
    const at = this.#take(length);
    return at < 0 ? new Uint8Array(length) : new Uint8Array(this.#buffer, at, length);
  }

  /** Columns for so many bins. */
  bins(count: number): BinColumns {
    return { bytesDown: this.f64(count), bytesUp: this.f64(count), packetsDown: this.f64(count), packetsUp: this.f64(count) };
  }

  /** Offset of so many bytes; −1 where there is no room. */
  #take(bytes: number): number {
    const at = this.#used;
    const end = at + Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    if (end > this.#buffer.byteLength) return -1;
    this.#used = end;
    return at;
  }
}

/** No memory of its own: all columns are the caller's. */
export const OWN_COLUMNS = new WorkSpace(0);
