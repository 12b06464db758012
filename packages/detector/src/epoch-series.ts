/** Of every series until its first addition: many flows are never given one. */
const NOTHING = new Float64Array(0);

/** Bytes of each direction in bins aligned to multiples of their width in epoch time, growing at both ends. */
export class EpochSeries {
  readonly #width: number;
  #first = 0;
  #length = 0;
  /** Bytes from a at 2i, from b at 2i + 1. */
  #bytes = NOTHING;

  /** @param width ms */
  constructor(width: number) {
    this.#width = width;
  }

  /** Bins between the first and the last. */
  get length(): number {
    return this.#length;
  }

  /** @param time epoch ms */
  add(time: number, bytesFromA: number, bytesFromB: number): void {
    const bin = Math.floor(time / this.#width);
    if (this.#length === 0) this.#first = bin;
    if (bin < this.#first) this.#prepend(this.#first - bin);
    const at = bin - this.#first;
    if (at >= this.#length) this.#extend(at + 1);
    this.#bytes[2 * at]! += bytesFromA;
    this.#bytes[2 * at + 1]! += bytesFromB;
  }

  /** One direction's bytes, a value a bin. */
  bytes(fromA: boolean): Float64Array {
    const offset = fromA ? 0 : 1;
    const bytes = new Float64Array(this.#length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = this.#bytes[2 * i + offset]!;
    return bytes;
  }

  #extend(length: number): void {
    if (2 * length > this.#bytes.length) {
      const larger = new Float64Array(Math.max(2 * length, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#length = length;
  }

  #prepend(count: number): void {
    const { length } = this;
    this.#extend(length + count);
    this.#bytes.copyWithin(2 * count, 0, 2 * length);
    this.#bytes.fill(0, 0, 2 * count);
    this.#first -= count;
  }
}
