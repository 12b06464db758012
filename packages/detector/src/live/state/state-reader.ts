import { SnapshotError } from './snapshot-error.ts';
import type { StateArchive } from './state-archive.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Reads what StateWriter wrote. Arguments of its methods do not matter. @throws SnapshotError for bytes that are not that */
export class StateReader implements StateArchive {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    // Not a Buffer, whose `slice` copies nothing.
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  number(_value = 0): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  flag(_value = false): boolean {
    const byte = this.#bytes[this.#take(1)]!;
    if (byte > 1) throw this.#fault(`found ${byte}, expected 0 or 1`, 1);
    return byte === 1;
  }

  text(_value = ''): string {
    const bytes = this.#array(1);
    try {
      return UTF8.decode(bytes);
    } catch {
      throw this.#fault('found bytes that are no UTF-8, expected text', bytes.length);
    }
  }

  json<Value>(_value: Value): Value {
    const text = this.text();
    try {
      return JSON.parse(text) as Value;
    } catch {
      throw this.#fault('found text that is no JSON, expected some', text.length);
    }
  }

  doubles(_values = new Float64Array()): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#array(8).slice().buffer);
  }

  floats(_values = new Float32Array()): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#array(4).slice().buffer);
  }

  perhaps(_value: number | null = null): number | null {
    return this.flag() ? this.number() : null;
  }

  /** A count of things that take so many bytes at least: no more is made room for than there can be. */
  count(bytesEach: number): number {
    const count = this.number();
    const most = (this.#bytes.length - this.#offset) / bytesEach;
    if (!Number.isInteger(count) || count < 0 || count > most) throw this.#fault(`found ${count}, expected a count of at most ${Math.floor(most)}`, 8);
    return count;
  }

  /** @throws SnapshotError if anything is left */
  end(): void {
    const left = this.#bytes.length - this.#offset;
    if (left > 0) throw new SnapshotError(`snapshot, byte ${this.#offset}: found ${left} more bytes, expected the end`);
  }

  #array(each: number): Uint8Array {
    const count = this.#view.getUint32(this.#take(4), true);
    const start = this.#take(count * each);
    return this.#bytes.subarray(start, start + count * each);
  }

  #take(count: number): number {
    const start = this.#offset;
    if (count > this.#bytes.length - start) throw new SnapshotError(`snapshot, byte ${this.#bytes.length}: found the end, expected ${count} bytes from byte ${start} on`);
    this.#offset += count;
    return start;
  }

  /** @param back bytes before the present place that are at fault */
  #fault(what: string, back: number): SnapshotError {
    return new SnapshotError(`snapshot, byte ${this.#offset - back}: ${what}`);
  }
}
