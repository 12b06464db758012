import { TestbedError } from '../testbed-error.ts';

/** A box of an ISO base media file (ISO/IEC 14496-12, 4.2): where it lies in the bytes it was found in. */
export interface Box {
  readonly type: string;
  readonly start: number;
  /** Where its contents begin: after size and type. */
  readonly content: number;
  readonly end: number;
}

const HEADER = 8; // bytes: size, type

/** The boxes one after another in a part of some bytes. @throws TestbedError with the offset of a box that cannot be */
export function boxesIn(bytes: Uint8Array, from = 0, to = bytes.length): Box[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const boxes: Box[] = [];
  for (let at = from; at < to; ) {
    const size = at + HEADER <= to ? view.readUInt32BE(at) : 0;
    if (size < HEADER || at + size > to) throw new TestbedError(`no box at offset ${at}: found a size of ${size} bytes, expected ${HEADER} to ${to - at}`);
    boxes.push({ type: view.toString('latin1', at + 4, at + HEADER), start: at, content: at + HEADER, end: at + size });
    at += size;
  }
  return boxes;
}

/** The box at the end of a path such as `moov/trak`, the first of each kind. @throws TestbedError if there is none */
export function boxAt(bytes: Uint8Array, path: string): Box {
  let [from, to] = [0, bytes.length];
  let found: Box | undefined;
  for (const type of path.split('/')) {
    found = boxesIn(bytes, from, to).find((box) => box.type === type);
    if (!found) throw new TestbedError(`no ${type} box of ${path} in ${bytes.length} bytes`);
    [from, to] = [found.content, found.end];
  }
  return found!;
}

/** A box around what belongs in it. */
export function makeBox(type: string, ...contents: readonly Uint8Array[]): Buffer {
  const size = contents.reduce((sum, content) => sum + content.length, HEADER);
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(size);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, ...contents]);
}

/** A box that begins with version and flags, and 32-bit numbers after them. */
export function makeFullBox(type: string, version: number, flags: number, ...numbers: readonly number[]): Buffer {
  return makeBox(type, words((version << 24) | flags, ...numbers));
}

/** Numbers of 32 bits, most significant byte first. */
export function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, i) => {
    bytes.writeUInt32BE(number >>> 0, 4 * i);
  });
  return bytes;
}
