const UTF8 = new TextEncoder();
/** Bytes that the longest varint takes: 53 bits in groups of seven. */
export const LONGEST_VARINT = 8;

/** Writes a whole number of 0 to 2^53 − 1, seven bits a byte, the lowest first. @returns the position behind it */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let position = at;
  while (rest >= 0x1000_0000) {
    bytes[position++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  while (rest >= 128) {
    bytes[position++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[position++] = rest;
  return position;
}

/** A whole number of either sign as one without: 0, −1, 1, −2, … become 0, 1, 2, 3, … @param value within ±2^52 */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

/** Bytes that grow. */
export class ByteWriter {
  #bytes = new Uint8Array(256);
  /** Bytes written. */
  length = 0;

  /** Room for so many more bytes behind `length`, to be written to at once. */
  reserve(count: number): Uint8Array {
    if (this.length + count > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(2 * this.#bytes.length, this.length + count));
      grown.set(this.#bytes.subarray(0, this.length));
      this.#bytes = grown;
    }
    return this.#bytes;
  }

  byte(value: number): void {
    this.reserve(1)[this.length++] = value;
  }

  varint(value: number): void {
    this.length = putVarint(this.reserve(LONGEST_VARINT), this.length, value);
  }

  signed(value: number): void {
    this.varint(zigzag(value));
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length).set(bytes, this.length);
    this.length += bytes.length;
  }

  text(text: string): void {
    const bytes = UTF8.encode(text);
    this.varint(bytes.length);
    this.raw(bytes);
  }

  /** A copy of what was written; the writer is empty then. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}
