const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const MAGIC_BYTES = 4;
const BLOCK_HEADER = 3;
const CHECKSUM = 4;
const RLE_BLOCK = 1;

/** What the field being read is. */
type Field = 'magic' | 'skippable size' | 'descriptor' | 'header' | 'block' | 'body' | 'checksum';

/**
 * Walks the frames of a zstd stream (RFC 8878, section 3.1) to tell where each ends: zlib does not go from one to the next.
 * Takes bytes in any pieces and keeps none.
 */
export class ZstdFrames {
  #field: Field = 'magic';
  #wanted = MAGIC_BYTES;
  #value = 0;
  #read = 0;
  #lastBlock = false;
  #checksum = false;
  #skippable = false;

  /** Between two frames. */
  get whole(): boolean {
    return this.#field === 'magic' && this.#read === 0;
  }

  /** Whether the next byte belongs to a magic number. */
  get inMagic(): boolean {
    return this.#field === 'magic';
  }

  /** Bytes of that magic number that came before. */
  get magicBytes(): number {
    return this.inMagic ? this.#read : 0;
  }

  /** Whether the frame of the last whole magic number is skippable: not for the decompressor. */
  get skippable(): boolean {
    return this.#skippable;
  }

  /**
   * Walks on to the end of a frame, to the end of a magic number, or as far as the bytes go.
   * @returns where it stopped; −1 if a frame's magic number is none, of which all bytes have then been taken
   */
  walk(bytes: Uint8Array, start: number): number {
    let at = start;
    while (at < bytes.length) {
      if (this.#field === 'body' || this.#field === 'checksum') {
        const count = Math.min(this.#wanted - this.#read, bytes.length - at);
        this.#read += count;
        at += count;
      } else {
        // The header's fields say nothing that is needed here.
        if (this.#field !== 'header') this.#value += bytes[at]! * 2 ** (8 * this.#read);
        this.#read++;
        at++;
      }
      while (this.#read === this.#wanted) {
        const left = this.#field;
        if (!this.#next()) return -1;
        if (left === 'magic' || this.#field === 'magic') return at;
      }
    }
    return at;
  }

  /** Goes on to the field behind the one that is whole. @returns false if that was a magic number of something else */
  #next(): boolean {
    const value = this.#value;
    switch (this.#field) {
      case 'magic':
        this.#skippable = value - (value % 16) === SKIPPABLE_MAGIC;
        this.#expect(this.#skippable ? 'skippable size' : 'descriptor', this.#skippable ? 4 : 1);
        return this.#skippable || value === FRAME_MAGIC;
      case 'skippable size':
        this.#lastBlock = true;
        this.#checksum = false;
        this.#expect('body', value);
        return true;
      case 'descriptor':
        this.#checksum = (value & 4) !== 0;
        this.#expect('header', headerBytes(value));
        return true;
      case 'header':
        this.#expect('block', BLOCK_HEADER);
        return true;
      case 'block':
        this.#lastBlock = (value & 1) !== 0;
        this.#expect('body', ((value >> 1) & 3) === RLE_BLOCK ? 1 : value >> 3);
        return true;
      case 'body':
        if (!this.#lastBlock) this.#expect('block', BLOCK_HEADER);
        else if (this.#checksum) this.#expect('checksum', CHECKSUM);
        else this.#expect('magic', MAGIC_BYTES);
        return true;
      case 'checksum':
        this.#expect('magic', MAGIC_BYTES);
        return true;
    }
  }

  #expect(field: Field, bytes: number): void {
    this.#field = field;
    this.#wanted = bytes;
    this.#value = 0;
    this.#read = 0;
  }
}

/** Bytes of window descriptor, dictionary number and content size behind a frame's descriptor. */
function headerBytes(descriptor: number): number {
  const single = (descriptor & 32) !== 0;
  const size = descriptor >> 6;
  return (single ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]! + (size === 0 ? Number(single) : 1 << size);
}
