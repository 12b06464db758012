type Values = Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array;

const PAGE_BYTES = 65536;
const MOST_PAGES = 65536;
const ALIGNMENT_BYTES = 16;
/** Tables kept beyond this are all forgotten before the next one comes in. */
const KEPT_BYTES = 64 * 2 ** 20;

/**
 * The memory that a twin works in, from the end of the module's own data upwards: first tables that are kept between calls,
 * then the arguments and results of the call at hand. It grows only while a call is being laid out, never while a kernel runs.
 */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  readonly #startByte: number;
  #keptEndByte: number;
  #endByte: number;
  #kept = new WeakMap<object, number>();
  #f64: Float64Array;
  #f32: Float32Array;
  #i32: Int32Array;
  #u16: Uint16Array;
  #u8: Uint8Array;

  constructor(memory: WebAssembly.Memory, startByte: number, bytes: number) {
    this.#memory = memory;
    this.#startByte = startByte;
    this.#keptEndByte = startByte;
    this.#endByte = startByte;
    this.#grow(startByte + bytes);
    this.#f64 = new Float64Array(memory.buffer);
    this.#f32 = new Float32Array(memory.buffer);
    this.#i32 = new Int32Array(memory.buffer);
    this.#u16 = new Uint16Array(memory.buffer);
    this.#u8 = new Uint8Array(memory.buffer);
  }

  /** Forgets the previous call. */
  clear(): void {
    this.#endByte = this.#keptEndByte;
  }

  /** Address of what `layOut` puts into the arena for `owner`, once for as long as there is room. Forgets the previous call. */
  keep<Owner extends object>(owner: Owner, layOut: (owner: Owner) => number): number {
    let byte = this.#kept.get(owner);
    if (byte === undefined) {
      if (this.#keptEndByte - this.#startByte > KEPT_BYTES) {
        this.#kept = new WeakMap();
        this.#keptEndByte = this.#startByte;
      }
      this.clear();
      byte = layOut(owner);
      this.#kept.set(owner, byte);
      this.#keptEndByte = this.#endByte;
    }
    this.clear();
    return byte;
  }

  /** Address of so many bytes of room. What was there before is not cleared. */
  room(bytes: number): number {
    const byte = this.#endByte;
    this.#endByte = Math.ceil((byte + bytes) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    if (this.#endByte > this.#memory.buffer.byteLength) {
      this.#grow(this.#endByte);
      this.#f64 = new Float64Array(this.#memory.buffer);
      this.#f32 = new Float32Array(this.#memory.buffer);
      this.#i32 = new Int32Array(this.#memory.buffer);
      this.#u16 = new Uint16Array(this.#memory.buffer);
      this.#u8 = new Uint8Array(this.#memory.buffer);
    }
    return byte;
  }

  /** Address of a copy of the values. */
  place(values: Values): number {
    const byte = this.room(values.byteLength);
    if (values instanceof Float64Array) this.#f64.set(values, byte >>> 3);
    else if (values instanceof Float32Array) this.#f32.set(values, byte >>> 2);
    else if (values instanceof Int32Array) this.#i32.set(values, byte >>> 2);
    else if (values instanceof Uint16Array) this.#u16.set(values, byte >>> 1);
    else this.#u8.set(values, byte);
    return byte;
  }

  /** Address of a structure of 32-bit fields. */
  placeFields(...fields: number[]): number {
    const byte = this.room(fields.length * 4);
    for (let field = 0; field < fields.length; field++) this.#i32[(byte >>> 2) + field] = fields[field]!;
    return byte;
  }

  /** A copy of the numbers at an address. @param into an array of that length to copy to */
  f64(byte: number, length: number, into?: Float64Array): Float64Array {
    const from = byte >>> 3;
    if (into === undefined) return this.#f64.slice(from, from + length);
    for (let i = 0; i < length; i++) into[i] = this.#f64[from + i]!;
    return into;
  }

  i32(byte: number, length: number): Int32Array {
    return this.#i32.slice(byte >>> 2, (byte >>> 2) + length);
  }

  #grow(bytes: number): void {
    const have = this.#memory.buffer.byteLength / PAGE_BYTES;
    const need = Math.ceil(bytes / PAGE_BYTES);
    if (need <= have) return;
    // Half as much again, so that slowly growing jobs do not grow the memory each time.
    const want = Math.min(Math.max(need, Math.ceil(have * 1.5)), MOST_PAGES);
    if (need > MOST_PAGES) throw new RangeError(`the job needs ${bytes} bytes, but WebAssembly memory ends at ${MOST_PAGES * PAGE_BYTES}`);
    this.#memory.grow(want - have);
  }
}
