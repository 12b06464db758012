import { type FlowLine, flowLine } from '@tunnelscope/detector/live/flow-line';
import { flowPast } from '@tunnelscope/detector/live/flow-past';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { Model } from '@tunnelscope/model';
import type { FlowAbout, SeenFlow } from '../flow-source.ts';

/** What is the same for all flows of a detector. */
export interface LocalContext {
  readonly model: Model;
  /** What is shown in place of an address. */
  readonly mask: (address: string) => string;
  /** Epoch ms from which on a flow's verdict holds; null if it has none. */
  readonly sinceOf: (number: number) => number | null;
}

/** A flow of a detector in this process, looked at when it is drawn. */
export class LocalFlow implements SeenFlow {
  readonly live: LiveFlow;
  readonly #context: LocalContext;

  constructor(live: LiveFlow, context: LocalContext) {
    this.live = live;
    this.#context = context;
  }

  get start(): number {
    return this.live.start;
  }

  get bytesDown(): number {
    return this.live.bytesDown;
  }

  /** The downlink is that of the other end once the client turns out to be it. */
  get revision(): string {
    return this.live.side.side;
  }

  get line(): FlowLine {
    const { mask, sinceOf } = this.#context;
    return flowLine(this.live, sinceOf(this.live.flow.number), mask);
  }

  downlink(end: number, seconds: number): Float64Array {
    return this.live.seconds.read(end, seconds, this.live.side.side === 'b');
  }

  about(now: number): FlowAbout {
    const { model } = this.#context;
    return { ...this.line, ...flowPast(this.live, now, model) };
  }
}
