import type { StateArchive } from '@tunnelscope/detector/live/state/state-archive';
import type { Message } from '../message/message.ts';
import { archiveItem } from './archive-item.ts';
import { type FlowNames, nameOf, type TapNames } from './flow-names.ts';
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
  readonly names: TapNames = new Map();
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

  /**
   * Puts a message into the queue, under the partition's numbers of flows.
   * @returns messages that are missing before it, and flows that no tap names any more
   * @throws MessageError for rows of flows that were never described; then nothing has changed
   */
  put({ header, steps }: Message, flows: FlowNames): { readonly missing: number; readonly released: readonly number[] } {
    const anew = header.run !== this.run;
    const known: TapNames = anew ? new Map() : this.names;
    const announced = new Set<number>();
    for (const step of steps) {
      if (!('runFlow' in step)) continue;
      for (const { number } of step.newFlows) announced.add(number);
      for (const local of step.runFlow) nameOf(known, local, announced);
      for (const { flow } of step.tunnels) nameOf(known, flow, announced);
    }
    const missing = header.sequence - (anew ? 0 : this.sequence) - 1;
    const released: number[] = [];
    if (anew) {
      for (const local of [...this.names.keys()]) released.push(flows.release(this.names, local) ?? -1);
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
        this.queue.push(step.kind === 'end' ? { kind: 'end', now: step.now ?? -Infinity } : step);
      }
    }
    return { missing, released: released.filter((number) => number >= 0) };
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
    for (const [local, name] of state.json([...this.names])) this.names.set(local, name);
    const count = state.number(this.queue.length);
    this.queue = Array.from({ length: count }, (_, i) => archiveItem(state, this.queue[i]));
  }

  #queueRows(step: Rows, flows: FlowNames): void {
    for (const flow of step.newFlows) flows.meet(this.names, flow);
    let from = 0;
    for (let run = 0; run < step.runFlow.length; run++) {
      const { number, turned } = this.names.get(step.runFlow[run]!)!;
      const to = step.runEnd[run]!;
      if (turned) turnRun(step, from, to);
      step.runFlow[run] = number;
      from = to;
    }
    this.waiting += packetsIn(step);
    // The names of flows that end here are given up only when these rows have had their time.
    this.queue.push({ ...step, newFlows: [], tunnels: step.tunnels.map((label) => ({ ...label, flow: this.names.get(label.flow)!.number })) });
  }
}
