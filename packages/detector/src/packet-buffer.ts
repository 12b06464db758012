/** A flow's packets of the present block, as growing columns in order of arrival. */
export class PacketBuffer {
  length = 0;
  /** Whole epoch ms. */
  time = new Float64Array(16);
  size = new Uint16Array(16);
  fromA = new Uint8Array(16);
  #ascending = true;

  push(time: number, size: number, fromA: number): void {
    if (this.length === this.time.length) this.#grow();
    if (this.length > 0 && time < this.time[this.length - 1]!) this.#ascending = false;
    this.time[this.length] = time;
    this.size[this.length] = size;
    this.fromA[this.length] = fromA;
    this.length++;
  }

  /** Puts the packets in order of time; those of the same millisecond stay in order of arrival. */
  sort(): void {
    if (this.#ascending) return;
    this.#ascending = true;
    const { length } = this;
    const earliest = this.time.subarray(0, length).reduce((a, b) => (b < a ? b : a));
    // Time and arrival in one number: sorting numbers without a comparator is many times faster. Exact below 2^53.
    const places = 2 ** Math.ceil(Math.log2(length + 1));
    const order = Float64Array.from({ length }, (_, i) => (this.time[i]! - earliest) * places + i).sort();
    const arrival = order.map((key) => key % places);
    this.time.set(arrival.map((i) => this.time[i]!));
    this.size.set(Uint16Array.from(arrival, (i) => this.size[i]!));
    this.fromA.set(Uint8Array.from(arrival, (i) => this.fromA[i]!));
  }

  /** Number of packets earlier than `time`. The packets must be sorted. */
  before(time: number): number {
    let [from, to] = [0, this.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.time[middle]! < time) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Forgets the first `count` packets. */
  drop(count: number): void {
    this.time.copyWithin(0, count, this.length);
    this.size.copyWithin(0, count, this.length);
    this.fromA.copyWithin(0, count, this.length);
    this.length -= count;
  }

  #grow(): void {
    const capacity = 2 * this.time.length;
    const { time, size, fromA } = this;
    this.time = new Float64Array(capacity);
    this.size = new Uint16Array(capacity);
    this.fromA = new Uint8Array(capacity);
    this.time.set(time);
    this.size.set(size);
    this.fromA.set(fromA);
  }
}
