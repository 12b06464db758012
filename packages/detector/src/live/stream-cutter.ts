import type { CaptureBatch, Flow, FlowTunnel } from '@tunnelscope/capture/batch';
import { packetsOf } from './batch-row.ts';
import { archiveRow } from './state/archive-row.ts';
import type { StateArchive } from './state/state-archive.ts';
import { StreamClock } from './stream-clock.ts';

/** Flows are looked at once in each second of the stream. */
const SWEEP = 1000; // ms

/** What is to be done with a stream, in this order; a table of flows, or one of each partition of them, does it. */
export type StreamStep =
  | RowsStep
  /** Look at all flows: it is `now`, a whole second in epoch ms. */
  | { readonly kind: 'sweep'; readonly now: number }
  /** The clock was set back: all flows end. */
  | { readonly kind: 'setBack' }
  /** No more will come: all flows end. `now` in epoch ms, −Infinity if nothing ever came. */
  | { readonly kind: 'end'; readonly now: number };

/** Rows of a batch to be taken in, and what the batch said of flows. */
export interface RowsStep {
  readonly kind: 'rows';
  readonly batch: CaptureBatch;
  /** Rows from this one up to, not including, `to`; there may be none. */
  readonly from: number;
  readonly to: number;
  /** Flows that are known from here on. */
  readonly newFlows: readonly Flow[];
  /** What flows were found to be: a label applies from the flow's first row here on, without one at the end of the step. */
  readonly tunnels: readonly FlowTunnel[];
  /** Flows that end behind these rows: the reader names them no more. */
  readonly evictedFlows: readonly number[];
}

/**
 * Cuts a stream that never ends into steps. It keeps the time of the stream and leaves packets of a wholly other time out;
 * sweeps lie on a grid of whole seconds, so that they are the same whoever sees the stream. Nothing is kept of a batch but
 * the row in doubt.
 */
export class StreamCutter {
  readonly #clock = new StreamClock();
  /** Epoch ms of the last sweep. */
  #swept = -Infinity;
  #strayPackets = 0;
  /** A row of a wholly other time than the one before; the next one says whether it is of this stream. */
  #held: { readonly batch: CaptureBatch; readonly row: number } | null = null;

  /** Epoch ms of the stream; −Infinity before its first packet. */
  get now(): number {
    return this.#clock.now;
  }

  /** Packets of a time so far from their neighbours' that they were left out. */
  get strayPackets(): number {
    return this.#strayPackets;
  }

  /** @yields the steps that a batch is, in order; they hold for as long as its columns do */
  *feed(batch: CaptureBatch): Generator<StreamStep, void, undefined> {
    const { time, flow, count } = batch;
    // A label belongs to a packet of this batch: its flow has it from its first one here on.
    const labels = new Map(batch.kind === 'packets' ? batch.tunnels.map((label) => [label.flow, label]) : []);
    let { newFlows } = batch;
    let tunnels: FlowTunnel[] = [];
    let from = 0;
    const rows = (of: CaptureBatch, first: number, to: number, evictedFlows: readonly number[] = []): RowsStep => {
      const step: RowsStep = { kind: 'rows', batch: of, from: first, to, newFlows, tunnels, evictedFlows };
      newFlows = [];
      tunnels = [];
      return step;
    };
    for (let row = 0; row < count; row++) {
      const means = this.#clock.tell(time[row]!);
      if (means !== 'runs' || this.#held || this.#due) {
        if (row > from) yield rows(batch, from, row);
        from = row;
        if (means === 'stray') {
          this.#leaveOut();
          this.#held = { batch, row };
          from = row + 1;
          continue;
        }
        if (means === 'set back') yield { kind: 'setBack' };
        if (this.#due) yield this.#sweep();
        if (means === 'runs') this.#leaveOut();
        // What was held is of this stream after all.
        else if (this.#held) yield rows(this.#held.batch, this.#held.row, this.#held.row + 1);
        this.#held = null;
      }
      if (labels.size > 0) {
        const label = labels.get(flow[row]!);
        if (label && labels.delete(label.flow)) tunnels.push(label);
      }
    }
    tunnels.push(...labels.values());
    if (this.#held && batch.evictedFlows.includes(this.#held.batch.flow[this.#held.row]!)) this.#leaveOut();
    if (count > from || newFlows.length + tunnels.length + batch.evictedFlows.length > 0) yield rows(batch, from, count, batch.evictedFlows);
  }

  /** Nothing came until this time. @param time epoch ms @yields the sweep that is due, if one is */
  *pass(time: number): Generator<StreamStep, void, undefined> {
    this.#clock.pass(time);
    if (this.#due) yield this.#sweep();
  }

  /** No more will come. @yields the end */
  *end(): Generator<StreamStep, void, undefined> {
    this.#leaveOut();
    yield { kind: 'end', now: this.#clock.now };
  }

  /** Writes or reads where it stands. */
  archive(state: StateArchive): void {
    this.#clock.archive(state);
    this.#swept = state.number(this.#swept);
    this.#strayPackets = state.number(this.#strayPackets);
    const held = archiveRow(state, this.#held);
    this.#held = held && { batch: held, row: 0 };
  }

  /** Also where packets were held up, and time had passed without them. */
  get #due(): boolean {
    const { now } = this.#clock;
    return now >= this.#swept + SWEEP || now < this.#swept;
  }

  #sweep(): StreamStep {
    this.#swept = SWEEP * Math.floor(this.#clock.now / SWEEP);
    return { kind: 'sweep', now: this.#swept };
  }

  /** Counts what was held as not of this stream. */
  #leaveOut(): void {
    if (this.#held) this.#strayPackets += packetsOf(this.#held.batch, this.#held.row);
    this.#held = null;
  }
}
