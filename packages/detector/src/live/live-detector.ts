import type { CaptureBatch, SecondBatch } from '@tunnelscope/capture/batch';
import { addSecond, packetsOf } from './batch-row.ts';
import type { LiveEvent } from './event.ts';
import { FlowTable, type TableOptions } from './flow-table.ts';
import type { LiveCounts } from './live-counts.ts';
import type { LiveContext, LiveFlow } from './live-flow.ts';
import { PacketIntake } from './packet-intake.ts';
import { archiveTable } from './state/archive-table.ts';
import type { StateArchive } from './state/state-archive.ts';
import { openSnapshot, sealSnapshot } from './state/snapshot.ts';
import { type RowsStep, StreamCutter, type StreamStep } from './stream-cutter.ts';

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
/** Of a snapshot: raised with whatever changes in what it holds. */
const SNAPSHOT = { kind: 'live detector', version: 1 } as const;

/** What a flow table needs of these options. */
export function tableOptions({ kernels, model, clientOf = () => null, idleSeconds = DEFAULT_IDLE, memoryBytes = DEFAULT_MEMORY }: LiveOptions): TableOptions {
  return { context: { kernels, model, clientOf }, idle: 1000 * idleSeconds, memory: memoryBytes };
}

/**
 * Follows the flows of a stream that never ends. Packets are put in, events come out; a front end may look at the flows at
 * any time. Time is that of the packets; `pass` tells it that time went by without any. The same input gives the same events.
 */
export class LiveDetector {
  readonly #cutter = new StreamCutter();
  readonly #table: FlowTable;
  /** Whoever looks at flows has what waits here given to them first. */
  readonly #intake: PacketIntake;
  /** What the latest batch held, and whether there were others: then a packet may end the flow of its number. */
  #kind: CaptureBatch['kind'] | null = null;
  #mixed = false;

  constructor(options: LiveOptions) {
    this.#table = new FlowTable(tableOptions(options));
    this.#intake = new PacketIntake(this.#table);
  }

  /**
   * A detector that goes on where another one was, with events that are equal to those which that one would have given.
   * @param bytes what its `snapshot` returned @param options as it had them @throws SnapshotError for bytes that are no snapshot of this version
   */
  static restore(bytes: Uint8Array, options: LiveOptions): LiveDetector {
    const detector = new LiveDetector(options);
    const state = openSnapshot(bytes, SNAPSHOT);
    detector.#archive(state);
    state.end();
    return detector;
  }

  /** All of its state, between two calls of `feed`, `pass` or `end`. */
  snapshot(): Uint8Array {
    this.#intake.give();
    return sealSnapshot(SNAPSHOT, (state) => this.#archive(state));
  }

  /** As they are now: what is fed later counts once they are asked for again. */
  get counts(): LiveCounts {
    this.#intake.give();
    const { counts } = this.#table;
    return { ...counts, strayPackets: counts.strayPackets + this.#cutter.strayPackets };
  }

  /** Epoch ms of the stream; −Infinity before its first packet. */
  get now(): number {
    return this.#cutter.now;
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
    for (const step of this.#cutter.feed(batch)) yield* this.#do(step);
    if (this.#intake.eventful || this.#mixed) yield* this.#giving();
    yield this.#table.take();
  }

  /** Nothing came until this time. @param time epoch ms @returns what happened, in order */
  pass(time: number): LiveEvent[] {
    return [...this.passing(time)].flat();
  }

  /** As `pass`, in pieces like those of `feeding`. */
  *passing(time: number): Generator<LiveEvent[], void, undefined> {
    for (const step of this.#cutter.pass(time)) yield* this.#do(step);
    yield this.#table.take();
  }

  /** No more will come. @returns what happened, in order */
  end(): LiveEvent[] {
    const pieces = [...this.#cutter.end()].flatMap((step) => [...this.#do(step)]);
    return [...pieces, this.#table.take()].flat();
  }

  /** @yields what happened, after each piece of it */
  *#do(step: StreamStep): Generator<LiveEvent[], void, undefined> {
    if (step.kind === 'rows') {
      yield* this.#take(step);
      return;
    }
    yield* this.#giving();
    if (step.kind === 'sweep') {
      yield* this.#table.sweep(step.now);
      // Before rows that come later show another tunnel: what is said of a flow with an event is what was known then.
      yield this.#table.take();
    } else if (step.kind === 'setBack') yield* this.#table.setBack();
    else yield* this.#table.finish(step.now);
  }

  *#take({ batch, from, to, newFlows, tunnels, evictedFlows }: RowsStep): Generator<LiveEvent[], void, undefined> {
    for (const flow of newFlows) this.#table.known.set(flow.number, flow);
    const labels = new Map(tunnels.map(({ flow, tunnel }) => [flow, tunnel]));
    if (labels.size > 0 || batch.kind === 'seconds') yield* this.#giving();
    for (const [number, tunnel] of labels) this.#table.tunnels.set(number, tunnel);
    for (let row = from; row < to; row++) {
      if (row % ROWS === ROWS - 1) yield this.#table.take();
      if (this.#intake.full) yield* this.#giving();
      if (batch.kind === 'packets') this.#intake.put(batch.time[row]!, batch.flow[row]!, batch.size[row]!, batch.fromA[row]!);
      else this.#addSecond(batch, row);
      if (labels.size > 0 && labels.delete(batch.flow[row]!)) this.#label(batch.flow[row]!);
    }
    for (const number of labels.keys()) this.#label(number);
    if (evictedFlows.length > 0) yield* this.#giving();
    for (const number of evictedFlows) this.#table.forget(number);
  }

  /** Gives packets to their flows. @yields what happened, after each piece of it */
  *#giving(): Generator<LiveEvent[], void, undefined> {
    while (this.#intake.give(ROWS)) yield this.#table.take();
  }

  /** Tells what a flow was found to be, as of its latest packet. */
  #label(number: number): void {
    this.#intake.give();
    this.#table.label(number);
  }

  #addSecond(batch: SecondBatch, row: number): void {
    const { counts } = this.#table;
    const number = batch.flow[row]!;
    const packets = packetsOf(batch, row);
    const state = this.#table.secondFlow(number) ?? this.#table.meetSeconds(number, batch.time[row]!);
    // What was held may be of a flow that the reader has forgotten since.
    if (!state) {
      counts.strayPackets += packets;
      return;
    }
    counts.packets += packets;
    counts.bytes += addSecond(state, batch, row);
  }

  #archive(state: StateArchive): void {
    this.#cutter.archive(state);
    this.#kind = state.json(this.#kind);
    this.#mixed = state.flag(this.#mixed);
    archiveTable(state, this.#table);
  }
}
