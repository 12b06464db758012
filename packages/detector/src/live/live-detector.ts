import type { CaptureBatch, SecondBatch } from '@tunnelscope/capture/batch';
import { addSecond, packetsOf } from './batch-row.ts';
import type { LiveEvent } from './event.ts';
import { FlowTable } from './flow-table.ts';
import type { LiveCounts } from './live-counts.ts';
import type { LiveContext, LiveFlow } from './live-flow.ts';
import { PacketIntake } from './packet-intake.ts';
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
  readonly #table: FlowTable;
  /** Whoever looks at flows has what waits here given to them first. */
  readonly #intake: PacketIntake;
  /** A row of a wholly other time than the one before; the next one says whether it is of this stream. */
  #held: { readonly batch: CaptureBatch; readonly row: number } | null = null;

  /** What the latest batch held, and whether there were others: then a packet may end the flow of its number. */
  #kind: CaptureBatch['kind'] | null = null;
  #mixed = false;

  constructor({ kernels, model, clientOf = () => null, idleSeconds = DEFAULT_IDLE, memoryBytes = DEFAULT_MEMORY }: LiveOptions) {
    this.#table = new FlowTable({ context: { kernels, model, clientOf }, clock: this.#clock, idle: 1000 * idleSeconds, memory: memoryBytes });
    this.#intake = new PacketIntake(this.#table);
  }

  /** As they are now: what is fed later counts once they are asked for again. */
  get counts(): LiveCounts {
    this.#intake.give();
    return this.#table.counts;
  }

  /** Epoch ms of the stream; −Infinity before its first packet. */
  get now(): number {
    return this.#clock.now;
  }

  /** The flows that are followed now, as they are now: what is fed later is theirs once they are asked for again. */
  get flows(): ReadonlyMap<number, LiveFlow> {
    this.#intake.give();
    return this.#table.flows;
  }

  /** Takes packets or rows in. @returns what happened, in order */
  feed(batch: CaptureBatch): LiveEvent[] {
    return [...this.feeding(batch)].flat();
  }

  /** As `feed`, in pieces: between them the flows may be looked at, but nothing else be put in. @yields what happened, in order */
  *feeding(batch: CaptureBatch): Generator<LiveEvent[], void, undefined> {
    this.#mixed ||= this.#kind !== batch.kind && this.#kind !== null;
    this.#kind = batch.kind;
    for (const flow of batch.newFlows) this.#table.known.set(flow.number, flow);
    // A label belongs to a packet of this batch: its flow has it from its first one here on.
    const labels = new Map(batch.kind === 'packets' ? batch.tunnels.map(({ flow, tunnel }) => [flow, tunnel]) : []);
    if (labels.size > 0 || batch.kind === 'seconds') yield* this.#giving();
    for (const [number, tunnel] of labels) this.#table.tunnels.set(number, tunnel);
    for (let row = 0; row < batch.count; row++) {
      if (row % ROWS === ROWS - 1) yield this.#table.take();
      const step = this.#clock.tell(batch.time[row]!);
      if (step === 'stray') {
        this.#leaveOut();
        this.#held = { batch, row };
        continue;
      }
      if (step === 'set back') {
        yield* this.#giving();
        yield* this.#table.endAll([...this.#table.flows.keys()], 'clock');
      }
      if (this.#table.due) yield* this.#sweeping();
      if (this.#intake.full) yield* this.#giving();
      if (step === 'runs') this.#leaveOut();
      else this.#takeHeld();
      this.#add(batch, row);
      if (labels.size > 0 && labels.delete(batch.flow[row]!)) this.#label(batch.flow[row]!);
    }
    for (const number of labels.keys()) this.#label(number);
    if (batch.evictedFlows.length > 0 || this.#intake.eventful || this.#mixed) yield* this.#giving();
    for (const number of batch.evictedFlows) this.#table.forget(number);
    yield this.#table.take();
  }

  /** Nothing came until this time. @param time epoch ms @returns what happened, in order */
  pass(time: number): LiveEvent[] {
    return [...this.passing(time)].flat();
  }

  /** As `pass`, in pieces like those of `feeding`. */
  *passing(time: number): Generator<LiveEvent[], void, undefined> {
    this.#clock.pass(time);
    if (this.#table.due) yield* this.#sweeping();
    yield this.#table.take();
  }

  /** No more will come. @returns what happened, in order */
  end(): LiveEvent[] {
    this.#leaveOut();
    this.#intake.give();
    for (const number of [...this.#table.flows.keys()]) this.#table.end(number, 'capture ended');
    return this.#table.take();
  }

  /** Gives packets to their flows. @yields what happened, after each piece of it */
  *#giving(): Generator<LiveEvent[], void, undefined> {
    while (this.#intake.give(ROWS)) yield this.#table.take();
  }

  /** @yields what happened, after each piece of it */
  *#sweeping(): Generator<LiveEvent[], void, undefined> {
    yield* this.#giving();
    yield* this.#table.sweep();
  }

  /** Tells what a flow was found to be, as of its latest packet. */
  #label(number: number): void {
    this.#intake.give();
    this.#table.label(number);
  }

  /** What was held is of this stream after all. */
  #takeHeld(): void {
    if (this.#held) this.#add(this.#held.batch, this.#held.row);
    this.#held = null;
  }

  /** Counts what was held as not of this stream. */
  #leaveOut(): void {
    if (this.#held) this.#table.counts.strayPackets += packetsOf(this.#held.batch, this.#held.row);
    this.#held = null;
  }

  #add(batch: CaptureBatch, row: number): void {
    if (batch.kind === 'packets') this.#intake.put(batch.time[row]!, batch.flow[row]!, batch.size[row]!, batch.fromA[row]!);
    else this.#addSecond(batch, row);
  }

  #addSecond(batch: SecondBatch, row: number): void {
    const { counts } = this.#table;
    const number = batch.flow[row]!;
    const packets = packetsOf(batch, row);
    this.#intake.give();
    const state = this.#table.secondFlow(number) ?? this.#table.meetSeconds(number, batch.time[row]!);
    // What was held may be of a flow that the reader has forgotten since.
    if (!state) {
      counts.strayPackets += packets;
      return;
    }
    counts.packets += packets;
    counts.bytes += addSecond(state, batch, row);
  }
}
