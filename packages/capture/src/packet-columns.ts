import type { CaptureBatch, Flow, PacketBatch } from './batch.ts';

const LARGEST_SIZE = 65_535;

/**
 * Gathers packets into batches. Every batch has arrays of its own, which belong to whoever takes it.
 * Full batches queue in `ready`; the part that is not full yet comes out of `flush`.
 */
export class PacketColumns {
  readonly ready: CaptureBatch[] = [];
  readonly #capacity: number;
  #count = 0;
  #time: Float64Array;
  #nanoseconds: Uint32Array;
  #size: Uint16Array;
  #flow: Uint32Array;
  #fromA: Uint8Array;
  #newFlows: Flow[] = [];

  /** @param capacity packets a batch, > 0 */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#time = new Float64Array(capacity);
    this.#nanoseconds = new Uint32Array(capacity);
    this.#size = new Uint16Array(capacity);
    this.#flow = new Uint32Array(capacity);
    this.#fromA = new Uint8Array(capacity);
  }

  /** Packets that no full batch holds yet. */
  get waiting(): number {
    return this.#count;
  }

  /** Must come before the flow's first packet. */
  addFlow(flow: Flow): void {
    this.#newFlows.push(flow);
  }

  /** @param time epoch ms @param nanoseconds within the millisecond @param size bytes; over 65,535 it becomes several rows */
  add(time: number, nanoseconds: number, size: number, flow: number, fromA: number): void {
    let rest = size;
    do {
      const part = rest > LARGEST_SIZE ? LARGEST_SIZE : rest;
      const row = this.#count++;
      this.#time[row] = time;
      this.#nanoseconds[row] = nanoseconds;
      this.#size[row] = part;
      this.#flow[row] = flow;
      this.#fromA[row] = fromA;
      if (this.#count === this.#capacity) this.flush();
      rest -= part;
    } while (rest > 0);
  }

  /** Queues what is waiting, if anything is. */
  flush(): void {
    const count = this.#count;
    if (count === 0) return;
    const full = count === this.#capacity;
    const batch: PacketBatch = {
      kind: 'packets',
      count,
      time: full ? this.#time : this.#time.slice(0, count),
      nanoseconds: full ? this.#nanoseconds : this.#nanoseconds.slice(0, count),
      size: full ? this.#size : this.#size.slice(0, count),
      flow: full ? this.#flow : this.#flow.slice(0, count),
      fromA: full ? this.#fromA : this.#fromA.slice(0, count),
      newFlows: this.#newFlows,
      evictedFlows: [],
      tunnels: [],
    };
    this.ready.push(batch);
    this.#count = 0;
    this.#newFlows = [];
    if (!full) return;
    this.#time = new Float64Array(this.#capacity);
    this.#nanoseconds = new Uint32Array(this.#capacity);
    this.#size = new Uint16Array(this.#capacity);
    this.#flow = new Uint32Array(this.#capacity);
    this.#fromA = new Uint8Array(this.#capacity);
  }
}
