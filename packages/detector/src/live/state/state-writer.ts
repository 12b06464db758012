import type { StateArchive } from './state-archive.ts';

const UTF8 = new TextEncoder();

/** Writes state: numbers as 8 bytes, little-endian, all else behind its length. */
export class StateWriter implements StateArchive {
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  number(value: number): number {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
    return value;
  }

  flag(value: boolean): boolean {
    this.#reserve(1);
    this.#bytes[this.#length++] = value ? 1 : 0;
    return value;
  }

  text(value: string): string {
    this.#put(UTF8.encode(value), 1);
    return value;
  }

  json<Value>(value: Value): Value {
    this.text(JSON.stringify(value));
    return value;
  }

  doubles(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
    this.#put(bytesOf(values), values.BYTES_PER_ELEMENT);
    return values;
  }

  floats(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    this.#put(bytesOf(values), values.BYTES_PER_ELEMENT);
    return values;
  }

  perhaps(value: number | null): number | null {
    if (this.flag(value !== null)) this.number(value!);
    return value;
  }

  /** All that was written. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #put(bytes: Uint8Array, each: number): void {
    this.#reserve(4 + bytes.length);
    this.#view.setUint32(this.#length, bytes.length / each, true);
    this.#bytes.set(bytes, this.#length + 4);
    this.#length += 4 + bytes.length;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Float32Array) => new Uint8Array(buffer, byteOffset, byteLength);
