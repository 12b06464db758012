import type { PacketColumns } from '../packet-buffer.ts';

/** Packets that wait at most: about a second's of a busy link. They take 5 MB then. */
const MOST = 2 ** 18;
const FIRST_CAPACITY = 2 ** 12;
/** Of the counting sort: their counters stay in the processor's own memory. */
const MOST_BUCKETS = 2 ** 16;

/** Packets of all flows as they came, waiting for their flows. */
export class PacketQueue {
  length = 0;
  #time = new Float64Array(FIRST_CAPACITY);
  #flow = new Uint32Array(FIRST_CAPACITY);
  /** Twice the bytes, plus 1 if a sent it. */
  #packet = new Uint32Array(FIRST_CAPACITY);
  #order = new Uint32Array(FIRST_CAPACITY);
  #gathered = columns(FIRST_CAPACITY);
  readonly #buckets = new Uint32Array(MOST_BUCKETS + 1);

  /** Whether there is no room for two more. */
  get full(): boolean {
    return this.length > MOST - 2;
  }

  /** @param time epoch ms @param flow its number @param size bytes @param fromA 1 = sent by a */
  push(time: number, flow: number, size: number, fromA: number): void {
    if (this.length === this.#time.length) this.#grow();
    const row = this.length++;
    this.#time[row] = time;
    this.#flow[row] = flow;
    this.#packet[row] = 2 * size + fromA;
  }

  /** Epoch ms. */
  time(row: number): number {
    return this.#time[row]!;
  }

  flow(row: number): number {
    return this.#flow[row]!;
  }

  /** The rows that places `from` to before `to` of an order name, one behind the other. @returns valid until the next call, and longer than this */
  gather(order: Uint32Array, from: number, to: number): PacketColumns {
    if (to - from > this.#gathered.time.length) this.#gathered = columns(2 * (to - from));
    const { time, size, fromA } = this.#gathered;
    for (let i = from; i < to; i++) {
      const row = order[i]!;
      const packet = this.#packet[row]!;
      time[i - from] = this.#time[row]!;
      size[i - from] = packet >>> 1;
      fromA[i - from] = packet & 1;
    }
    return this.#gathered;
  }

  /**
   * Numbers of all rows, a flow's in order of arrival and next to each other: a counting sort by the low bits of flow
   * numbers. Flows that share these may alternate, so that a flow's packets come in several runs, which is only slower.
   * @returns valid until the next call
   */
  byFlow(): Uint32Array {
    const count = Math.min(MOST_BUCKETS, 2 ** Math.ceil(Math.log2(this.length + 1)));
    const mask = count - 1;
    const places = this.#buckets.subarray(0, count + 1).fill(0);
    for (let row = 0; row < this.length; row++) places[(this.#flow[row]! & mask) + 1]!++;
    for (let bucket = 1; bucket < count; bucket++) places[bucket]! += places[bucket - 1]!;
    for (let row = 0; row < this.length; row++) this.#order[places[this.#flow[row]! & mask]!++] = row;
    return this.#order.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  #grow(): void {
    const capacity = 2 * this.length;
    const [time, flow, packet] = [new Float64Array(capacity), new Uint32Array(capacity), new Uint32Array(capacity)];
    time.set(this.#time);
    flow.set(this.#flow);
    packet.set(this.#packet);
    [this.#time, this.#flow, this.#packet] = [time, flow, packet];
    this.#order = new Uint32Array(capacity);
  }
}

function columns(length: number): PacketColumns {
  return { time: new Float64Array(length), size: new Uint16Array(length), fromA: new Uint8Array(length) };
}
