/** The longest input that is tried, in bytes. */
export const LONGEST_INPUT = 16_384;

/** One input being made: bytes that are appended, changed, put in and taken out in place, so that making one allocates nothing. */
export class FuzzInput {
  readonly bytes = new Uint8Array(LONGEST_INPUT);
  readonly view = new DataView(this.bytes.buffer);
  length = 0;

  load(bytes: Uint8Array): void {
    this.length = Math.min(bytes.length, LONGEST_INPUT);
    this.bytes.set(bytes.subarray(0, this.length));
  }

  /** A copy of what it holds. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  /** Takes out bytes[at, at + count). */
  remove(at: number, count: number): void {
    const end = Math.min(this.length, at + count);
    if (end <= at) return;
    this.bytes.copyWithin(at, end, this.length);
    this.length -= end - at;
  }

  /** Makes room for `count` bytes at `at`; what no longer fits falls off the end. @returns the bytes of room there are */
  open(at: number, count: number): number {
    const room = Math.max(0, Math.min(count, LONGEST_INPUT - at));
    this.bytes.copyWithin(at + room, at, Math.min(this.length, LONGEST_INPUT - room));
    this.length = Math.min(LONGEST_INPUT, this.length + room);
    return room;
  }

  /** Puts bytes in at `at`. They must not be this input's own. */
  insert(at: number, bytes: Uint8Array): void {
    const room = this.open(at, bytes.length);
    this.bytes.set(bytes.subarray(0, room), at);
  }

  /** Puts a copy of bytes[from, end) in at `at`. */
  duplicate(from: number, end: number, at: number): void {
    const room = this.open(at, end - from);
    // Room in the middle of them, or before them, has moved them.
    for (let i = 0; i < room; i++) {
      const source = from + i >= at ? from + i + room : from + i;
      if (source < LONGEST_INPUT) this.bytes[at + i] = this.bytes[source]!;
    }
  }

  /** Sets an unsigned number of 1, 2 or 4 bytes; nothing if it would reach beyond the end. */
  set(at: number, width: number, value: number, littleEndian = false): void {
    if (at < 0 || at + width > this.length) return;
    if (width === 1) this.view.setUint8(at, value);
    else if (width === 2) this.view.setUint16(at, value, littleEndian);
    else this.view.setUint32(at, value, littleEndian);
  }

  /** Such a number; 0 if it would reach beyond the end. */
  get(at: number, width: number, littleEndian = false): number {
    if (at < 0 || at + width > this.length) return 0;
    if (width === 1) return this.view.getUint8(at);
    return width === 2 ? this.view.getUint16(at, littleEndian) : this.view.getUint32(at, littleEndian);
  }

  /** Appends such a number, big-endian unless told; nothing if the input is full. */
  put(width: number, value: number, littleEndian = false): void {
    if (this.length + width > LONGEST_INPUT) return;
    this.length += width;
    this.set(this.length - width, width, value, littleEndian);
  }

  /** Appends `count` times one byte. */
  fill(count: number, byte = 0): void {
    const end = Math.min(LONGEST_INPUT, this.length + count);
    this.bytes.fill(byte, this.length, end);
    this.length = end;
  }

  append(bytes: Uint8Array): void {
    this.insert(this.length, bytes);
  }

  /** Appends text of which every character is one byte. */
  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.put(1, text.charCodeAt(i));
  }
}
