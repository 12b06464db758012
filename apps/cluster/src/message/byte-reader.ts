import { MessageError } from './message-error.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Reads what ByteWriter wrote. Whatever the bytes are, it ends with a value or a MessageError. */
export class ByteReader {
  readonly bytes: Uint8Array;
  /** Of the next byte. */
  offset = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.offset;
  }

  byte(expected: string): number {
    if (this.left < 1) throw this.#ended(expected);
    return this.bytes[this.offset++]!;
  }

  /** @param expected what it is, for people @param most the largest that it may be */
  varint(expected: string, most = Number.MAX_SAFE_INTEGER): number {
    const first = this.bytes[this.offset]!;
    const value = first < 128 ? first : this.#long(expected);
    if (value > most) throw new MessageError(this.offset, String(value), `${expected} of at most ${most}`);
    if (first < 128) this.offset++;
    return value;
  }

  signed(expected: string): number {
    return unzigzag(this.varint(expected));
  }

  /** A count of things that take at least so many bytes each, so that no more is made room for than there can be. */
  count(expected: string, bytesEach: number): number {
    return this.varint(expected, Math.floor(this.left / bytesEach));
  }

  raw(count: number, expected: string): Uint8Array {
    if (this.left < count) throw this.#ended(expected);
    this.offset += count;
    return this.bytes.subarray(this.offset - count, this.offset);
  }

  text(expected: string): string {
    const start = this.offset;
    const bytes = this.raw(this.count(expected, 1), expected);
    try {
      return UTF8.decode(bytes);
    } catch {
      throw new MessageError(start, 'bytes that are no UTF-8', expected);
    }
  }

  #long(expected: string): number {
    const start = this.offset;
    let value = 0;
    for (let factor = 1; factor < 2 ** 56; factor *= 128) {
      const byte = this.byte(expected);
      value += (byte & 127) * factor;
      if (byte < 128 && value <= Number.MAX_SAFE_INTEGER) return value;
    }
    throw new MessageError(start, 'a number of more than 53 bits', expected);
  }

  #ended(expected: string): MessageError {
    return new MessageError(this.bytes.length, 'the end', expected);
  }
}

export function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
