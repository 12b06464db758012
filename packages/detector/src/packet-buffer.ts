/** So many packets of a flow share one plain array. Most flows of a busy link never have more, and columns for one packet weigh as much as fifty. */
const FEW = 8;
const BYTES_A_ROW = 11;
/** Columns that are emptier than this give room back. */
const LEAST_FILLED = 1 / 4;

/** A packet's row: whole epoch ms, bytes, 1 = sent by a. */
interface Columns {
  readonly time: Float64Array<ArrayBuffer>;
  readonly size: Uint16Array<ArrayBuffer>;
  readonly fromA: Uint8Array<ArrayBuffer>;
}

/** A flow's packets of the present block, as columns in order of arrival that grow when they are needed. */
export class PacketBuffer {
  length = 0;
  /** Of each of the first packets its time, then twice its size plus its direction; null before there is one. */
  #few: number[] | null = null;
  /** null as long as there are few packets that nobody has looked at. */
  #columns: Columns | null = null;
  #ascending = true;

  /** Bytes of memory, about. */
  get footprint(): number {
    return this.#columns === null ? 16 * this.length : BYTES_A_ROW * this.#columns.time.length;
  }

  push(time: number, size: number, fromA: number): void {
    if (this.#columns === null && this.length < FEW) {
      // An array of exactly these two: one that has grown holds room for sixteen more, and many flows have no other packet.
      if (this.#few === null) this.#few = [time, 2 * size + fromA];
      else this.#few.push(time, 2 * size + fromA);
      this.length++;
    } else {
      this.#append(this.#columns ?? this.columns(), time, size, fromA);
    }
  }

  /** The packets as they stand now: the first `length` elements count. Void after the next `push`. */
  columns(): Columns {
    if (this.#columns !== null) return this.#columns;
    const few = this.#few ?? [];
    this.#few = null;
    this.length = 0;
    this.#columns = allocate(2 * FEW);
    for (let i = 0; i < few.length; i += 2) this.#append(this.#columns, few[i]!, few[i + 1]! >>> 1, few[i + 1]! & 1);
    return this.#columns;
  }

  /** Puts the packets in order of time; those of the same millisecond stay in order of arrival. */
  sort(): void {
    const { time, size, fromA } = this.columns();
    if (this.#ascending) return;
    this.#ascending = true;
    const { length } = this;
    const earliest = time.subarray(0, length).reduce((a, b) => (b < a ? b : a));
    // Time and arrival in one number: sorting numbers without a comparator is many times faster. Exact below 2^53.
    const places = 2 ** Math.ceil(Math.log2(length + 1));
    const order = Float64Array.from({ length }, (_, i) => (time[i]! - earliest) * places + i).sort();
    const arrival = order.map((key) => key % places);
    time.set(arrival.map((i) => time[i]!));
    size.set(Uint16Array.from(arrival, (i) => size[i]!));
    fromA.set(Uint8Array.from(arrival, (i) => fromA[i]!));
  }

  /** Number of packets earlier than `before`. The packets must be sorted. */
  before(before: number): number {
    const { time } = this.columns();
    let [from, to] = [0, this.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (time[middle]! < before) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Forgets the first `count` packets. */
  drop(count: number): void {
    const { time, size, fromA } = this.columns();
    time.copyWithin(0, count, this.length);
    size.copyWithin(0, count, this.length);
    fromA.copyWithin(0, count, this.length);
    this.length -= count;
    if (this.length < LEAST_FILLED * time.length && time.length > 2 * FEW) this.#resize(Math.max(2 * FEW, 2 * this.length));
  }

  #append(columns: Columns, time: number, size: number, fromA: number): void {
    const { length } = this;
    const room = length === columns.time.length ? this.#resize(2 * length) : columns;
    if (length > 0 && time < room.time[length - 1]!) this.#ascending = false;
    room.time[length] = time;
    room.size[length] = size;
    room.fromA[length] = fromA;
    this.length++;
  }

  #resize(capacity: number): Columns {
    const { time, size, fromA } = this.columns();
    const kept = Math.min(this.length, capacity);
    const resized = allocate(capacity);
    resized.time.set(time.subarray(0, kept));
    resized.size.set(size.subarray(0, kept));
    resized.fromA.set(fromA.subarray(0, kept));
    this.#columns = resized;
    return resized;
  }
}

function allocate(capacity: number): Columns {
  return { time: new Float64Array(capacity), size: new Uint16Array(capacity), fromA: new Uint8Array(capacity) };
}
