/** So many packets of a flow share one plain array. Most flows of a busy link never have more, and columns for one packet weigh as much as fifty. */
const FEW = 8;
const NUMBERS_A_PACKET = 3;

/** A flow's packets of the present block, as columns in order of arrival that grow when they are needed. */
export class PacketBuffer {
  length = 0;
  /** Time, size and direction of the first packets in turn; null once they are columns. */
  #few: number[] | null = [];
  #time!: Float64Array<ArrayBuffer>;
  #size!: Uint16Array<ArrayBuffer>;
  #fromA!: Uint8Array<ArrayBuffer>;
  #ascending = true;

  push(time: number, size: number, fromA: number): void {
    if (this.#few !== null) {
      if (this.length < FEW) {
        this.#few.push(time, size, fromA);
        this.length++;
        return;
      }
      this.#spread();
    }
    if (this.length === this.#time.length) this.#grow();
    if (this.length > 0 && time < this.#time[this.length - 1]!) this.#ascending = false;
    this.#time[this.length] = time;
    this.#size[this.length] = size;
    this.#fromA[this.length] = fromA;
    this.length++;
  }

  /** Whole epoch ms. Of this and the other columns the first `length` elements count; void after the next `push`. */
  get time(): Float64Array<ArrayBuffer> {
    this.#spread();
    return this.#time;
  }

  get size(): Uint16Array<ArrayBuffer> {
    this.#spread();
    return this.#size;
  }

  get fromA(): Uint8Array<ArrayBuffer> {
    this.#spread();
    return this.#fromA;
  }

  /** Puts the packets in order of time; those of the same millisecond stay in order of arrival. */
  sort(): void {
    this.#spread();
    if (this.#ascending) return;
    this.#ascending = true;
    const { length } = this;
    const earliest = this.#time.subarray(0, length).reduce((a, b) => (b < a ? b : a));
    // Time and arrival in one number: sorting numbers without a comparator is many times faster. Exact below 2^53.
    const places = 2 ** Math.ceil(Math.log2(length + 1));
    const order = Float64Array.from({ length }, (_, i) => (this.#time[i]! - earliest) * places + i).sort();
    const arrival = order.map((key) => key % places);
    this.#time.set(arrival.map((i) => this.#time[i]!));
    this.#size.set(Uint16Array.from(arrival, (i) => this.#size[i]!));
    this.#fromA.set(Uint8Array.from(arrival, (i) => this.#fromA[i]!));
  }

  /** Number of packets earlier than `time`. The packets must be sorted. */
  before(time: number): number {
    this.#spread();
    let [from, to] = [0, this.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#time[middle]! < time) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Forgets the first `count` packets. */
  drop(count: number): void {
    this.#spread();
    this.#time.copyWithin(0, count, this.length);
    this.#size.copyWithin(0, count, this.length);
    this.#fromA.copyWithin(0, count, this.length);
    this.length -= count;
  }

  /** Gives the first packets columns. */
  #spread(): void {
    const few = this.#few;
    if (few === null) return;
    this.#few = null;
    this.#time = new Float64Array(2 * FEW);
    this.#size = new Uint16Array(2 * FEW);
    this.#fromA = new Uint8Array(2 * FEW);
    this.length = 0;
    for (let i = 0; i < few.length; i += NUMBERS_A_PACKET) this.push(few[i]!, few[i + 1]!, few[i + 2]!);
  }

  #grow(): void {
    const capacity = 2 * this.#time.length;
    const [time, size, fromA] = [this.#time, this.#size, this.#fromA];
    this.#time = new Float64Array(capacity);
    this.#size = new Uint16Array(capacity);
    this.#fromA = new Uint8Array(capacity);
    this.#time.set(time);
    this.#size.set(size);
    this.#fromA.set(fromA);
  }
}
