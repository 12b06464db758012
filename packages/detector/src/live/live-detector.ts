import type { CaptureBatch, Flow } from '@tunnelscope/capture/batch';
import { addRow, packetsOf } from './batch-row.ts';
import type { LiveEvent } from './event.ts';
import { FlowTable } from './flow-table.ts';
import type { LiveCounts } from './live-counts.ts';
import type { LiveContext, LiveFlow } from './live-flow.ts';
import { StreamClock } from './stream-clock.ts';

export interface LiveOptions extends Omit<LiveContext, 'clientOf'> {
  readonly clientOf?: LiveContext['clientOf'];
  /** A flow that sends nothing for as long is followed no more; 120 if not given. */
  readonly idleSeconds?: number;
  /** What the flow table may take, in bytes; 512 MB if not given. When it is full, the flows with the least traffic leave first. */
  readonly memoryBytes?: number;
}

const DEFAULT_IDLE = 120;
const DEFAULT_MEMORY = 512e6;
/** Rows that are taken in at once: some ms. */
const ROWS = 16_384;

/**
 * Follows the flows of a stream that never ends. Packets are put in, events come out; a front end may look at the flows at
 * any time. Time is that of the packets; `pass` tells it that time went by without any. The same input gives the same events.
 */
export class LiveDetector {
  readonly #clock = new StreamClock();
  /** Flows of the reader that have not been evicted there: one that comes back after a silence has the same number. */
  readonly #known = new Map<number, Flow>();
  readonly #table: FlowTable;
  /** A row of a wholly other time than the one before; the next one says whether it is of this stream. */
  #held: { readonly batch: CaptureBatch; readonly row: number } | null = null;

  constructor({ kernels, model, clientOf = () => null, idleSeconds = DEFAULT_IDLE, memoryBytes = DEFAULT_MEMORY }: LiveOptions) {
    this.#table = new FlowTable({ context: { kernels, model, clientOf }, clock: this.#clock, idle: 1000 * idleSeconds, memory: memoryBytes });
  }

  get counts(): LiveCounts {
    return this.#table.counts;
  }

  /** Epoch ms of the stream; −Infinity before its first packet. */
  get now(): number {
    return this.#clock.now;
  }

  /** The flows that are followed now. */
  get flows(): ReadonlyMap<number, LiveFlow> {
    return this.#table.flows;
  }

  /** Takes packets or rows in. @returns what happened, in order */
  feed(batch: CaptureBatch): LiveEvent[] {
    return [...this.feeding(batch)].flat();
  }

  /** As `feed`, in pieces: between them the flows may be looked at, but nothing else be put in. @yields what happened, in order */
  *feeding(batch: CaptureBatch): Generator<LiveEvent[], void, undefined> {
    for (const flow of batch.newFlows) this.#known.set(flow.number, flow);
    // A label belongs to a packet of this batch: its flow has it from its first one here on.
    const labels = new Map(batch.kind === 'packets' ? batch.tunnels.map(({ flow, tunnel }) => [flow, tunnel]) : []);
    for (const [number, tunnel] of labels) this.#table.tunnels.set(number, tunnel);
    for (let row = 0; row < batch.count; row++) {
      if (row % ROWS === ROWS - 1) yield this.#table.take();
      const step = this.#clock.tell(batch.time[row]!);
      if (step === 'stray') {
        this.#leaveOut();
        this.#held = { batch, row };
        continue;
      }
      if (step === 'set back') yield* this.#table.endAll([...this.#table.flows.keys()], 'clock');
      if (this.#table.due) yield* this.#table.sweep();
      if (step === 'runs') this.#leaveOut();
      else this.#takeHeld();
      this.#add(batch, row);
      if (labels.size > 0 && labels.delete(batch.flow[row]!)) this.#table.label(batch.flow[row]!);
    }
    for (const number of labels.keys()) this.#table.label(number);
    for (const number of batch.evictedFlows) {
      this.#table.end(number, 'evicted');
      this.#known.delete(number);
      this.#table.tunnels.delete(number);
    }
    yield this.#table.take();
  }

  /** Nothing came until this time. @param time epoch ms @returns what happened, in order */
  pass(time: number): LiveEvent[] {
    return [...this.passing(time)].flat();
  }

  /** As `pass`, in pieces like those of `feeding`. */
  *passing(time: number): Generator<LiveEvent[], void, undefined> {
    this.#clock.pass(time);
    if (this.#table.due) yield* this.#table.sweep();
    yield this.#table.take();
  }

  /** No more will come. @returns what happened, in order */
  end(): LiveEvent[] {
    this.#leaveOut();
    for (const number of [...this.#table.flows.keys()]) this.#table.end(number, 'capture ended');
    return this.#table.take();
  }

  /** What was held is of this stream after all. */
  #takeHeld(): void {
    if (this.#held) this.#add(this.#held.batch, this.#held.row);
    this.#held = null;
  }

  /** Counts what was held as not of this stream. */
  #leaveOut(): void {
    if (this.#held) this.counts.strayPackets += packetsOf(this.#held.batch, this.#held.row);
    this.#held = null;
  }

  #add(batch: CaptureBatch, row: number): void {
    const number = batch.flow[row]!;
    const resolution = batch.kind === 'packets' ? 'packet' : 'second';
    const packets = packetsOf(batch, row);
    const state = this.#table.followed(number, resolution) ?? this.#follow(number, batch.time[row]!, resolution);
    // What was held may be of a flow that the reader has forgotten since.
    if (!state) {
      this.counts.strayPackets += packets;
      return;
    }
    this.counts.packets += packets;
    this.counts.bytes += addRow(state, batch, row);
  }

  #follow(number: number, time: number, resolution: 'packet' | 'second') {
    const flow = this.#known.get(number);
    return flow && this.#table.follow(flow, time, resolution);
  }
}
