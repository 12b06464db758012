import type { CaptureBatch, Flow, SecondBatch } from './batch.ts';

/** Gathers rows of one second and one flow into batches, as PacketColumns does with packets. */
export class SecondColumns {
  readonly ready: CaptureBatch[] = [];
  readonly #capacity: number;
  #count = 0;
  #columns: ColumnsOfSeconds;
  #newFlows: Flow[] = [];

  /** @param capacity rows a batch, > 0 */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#columns = allocate(capacity);
  }

  /** Rows that no full batch holds yet. */
  get waiting(): number {
    return this.#count;
  }

  /** Must come before the flow's first row. */
  addFlow(flow: Flow): void {
    this.#newFlows.push(flow);
  }

  /** @param time epoch ms of the start of the second */
  add(time: number, flow: number, bytesFromA: number, bytesFromB: number, packetsFromA: number, packetsFromB: number): void {
    const row = this.#count++;
    const columns = this.#columns;
    columns.time[row] = time;
    columns.flow[row] = flow;
    columns.bytesFromA[row] = bytesFromA;
    columns.bytesFromB[row] = bytesFromB;
    columns.packetsFromA[row] = packetsFromA;
    columns.packetsFromB[row] = packetsFromB;
    if (this.#count === this.#capacity) this.flush();
  }

  /** Queues what is waiting, if anything is. */
  flush(): void {
    const count = this.#count;
    if (count === 0) return;
    const { time, flow, bytesFromA, bytesFromB, packetsFromA, packetsFromB } = this.#columns;
    const batch: SecondBatch = {
      kind: 'seconds',
      count,
      time: time.subarray(0, count),
      flow: flow.subarray(0, count),
      bytesFromA: bytesFromA.subarray(0, count),
      bytesFromB: bytesFromB.subarray(0, count),
      packetsFromA: packetsFromA.subarray(0, count),
      packetsFromB: packetsFromB.subarray(0, count),
      newFlows: this.#newFlows,
      evictedFlows: [],
    };
    this.ready.push(batch);
    this.#count = 0;
    this.#newFlows = [];
    this.#columns = allocate(this.#capacity);
  }
}

type ColumnsOfSeconds = ReturnType<typeof allocate>;

function allocate(capacity: number) {
  return {
    time: new Float64Array(capacity),
    flow: new Uint32Array(capacity),
    bytesFromA: new Float64Array(capacity),
    bytesFromB: new Float64Array(capacity),
    packetsFromA: new Float64Array(capacity),
    packetsFromB: new Float64Array(capacity),
  };
}
