import type { StateArchive } from '@tunnelscope/detector/live/state/state-archive';
import type { Message } from '../message/message.ts';
import { archiveItem } from './archive-item.ts';
import { checkNames } from './check-names.ts';
import type { FlowNames, TapNames } from './flow-names.ts';
import { packetsIn, type Rows, type TapItem, turnRun } from './rows.ts';

/** What one tap said of the partition. */
export class TapStream {
  readonly name: string;
  /** Of the tap's latest message; −1 before the first. */
  run = -1;
  sequence = 0;
  /** It reads a file: it is waited for until it ends. */
  finite = false;
  /** Nothing more comes of this run. */
  ended = false;
  /** Epoch ms of its latest sweep, and of the latest that was taken from the queue. */
  told = -Infinity;
  reached = -Infinity;
  /** Epoch ms at which it ended, until the stream has ended with the last of them. */
  endedAt = -Infinity;
  /** What its next messages may name. */
  names: TapNames = new Map();
  queue: TapItem[] = [];
  /** Rows that wait in the queue. */
  waiting = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Whether the message was not taken before. */
  isNew({ run, sequence }: Message['header']): boolean {
    return run > this.run || (run === this.run && sequence > this.sequence);
  }

  /** Numbers of flows that it has a name for, or had when what waits in the queue was said: once for each name. */
  get held(): number[] {
    const waiting = this.queue.flatMap((item) => ('runFlow' in item ? item.evictedFlows : 'released' in item ? item.released : []));
    return [...waiting, ...numbersOf(this.names)];
  }

  /**
   * Puts a message into the queue, under the partition's numbers of flows.
   * @returns how many messages are missing before it
   * @throws MessageError for rows of flows that were never described, or that have ended; then nothing has changed
   */
  put({ header, steps }: Message, flows: FlowNames): number {
    const anew = header.run !== this.run;
    checkNames(steps, anew ? new Map() : this.names);
    const missing = header.sequence - (anew ? 0 : this.sequence) - 1;
    if (anew) {
      // What still waits of the run before it has its time first.
      if (this.names.size > 0) this.queue.push({ kind: 'released', released: this.#giveUpNames() });
      this.ended = false;
      // Its time may begin anywhere.
      this.told = -Infinity;
    }
    this.run = header.run;
    this.sequence = header.sequence;
    this.finite = header.finite;
    for (const step of steps) {
      if ('runFlow' in step) this.#queueRows(step, flows);
      else {
        if (step.kind === 'sweep') this.told = step.now;
        if (step.kind === 'setBack') this.told = -Infinity;
        this.queue.push(step.kind === 'end' ? { kind: 'end', now: step.now ?? -Infinity, run: this.run, released: this.#giveUpNames() } : step);
      }
    }
    return missing;
  }

  /** Writes or reads all of it. */
  archive(state: StateArchive): void {
    this.run = state.number(this.run);
    this.sequence = state.number(this.sequence);
    this.finite = state.flag(this.finite);
    this.ended = state.flag(this.ended);
    this.told = state.number(this.told);
    this.reached = state.number(this.reached);
    this.endedAt = state.number(this.endedAt);
    this.waiting = state.number(this.waiting);
    this.names = new Map(state.json([...this.names]));
    const count = state.number(this.queue.length);
    this.queue = Array.from({ length: count }, (_, i) => archiveItem(state, this.queue[i]));
  }

  #queueRows(step: Rows, flows: FlowNames): void {
    const released: number[] = [];
    for (const flow of step.newFlows) {
      const before = flows.meet(this.names, flow);
      if (before !== null) released.push(before);
    }
    let from = 0;
    for (let run = 0; run < step.runFlow.length; run++) {
      const { number, turned } = this.names.get(step.runFlow[run]!)!;
      const to = step.runEnd[run]!;
      if (turned) turnRun(step, from, to);
      step.runFlow[run] = number;
      from = to;
    }
    const tunnels = step.tunnels.map((label) => ({ ...label, flow: this.names.get(label.flow)!.number }));
    for (const local of step.evictedFlows) {
      const name = this.names.get(local);
      if (name && this.names.delete(local)) released.push(name.number);
    }
    this.waiting += packetsIn(step);
    this.queue.push({ ...step, newFlows: [], tunnels, evictedFlows: released });
  }

  #giveUpNames(): number[] {
    const released = numbersOf(this.names);
    this.names = new Map();
    return released;
  }
}

const numbersOf = (names: TapNames) => Array.from(names.values(), ({ number }) => number);
