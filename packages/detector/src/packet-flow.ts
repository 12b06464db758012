import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import { seedFeatures } from '@tunnelscope/model/features/seed';
import { EpochSeries } from './epoch-series.ts';
import type { FlowRecord } from './flow-record.ts';
import { type FlowContext, type FlowState, LARGEST_STEP_BACK, Totals, type WindowsBySide } from './flow-state.ts';
import { ClientSide } from './live/client-side.ts';
import { PacketBuffer } from './packet-buffer.ts';
import { sampleWindow } from './sample-packets.ts';
import type { Cut } from './window-plan.ts';

/** A block stays open this long after its end, for packets that come in out of order. */
const REORDER_SLACK = 2000; // ms
/** The ends of a flow. */
const BOTH = ['a', 'b'] as const;

/** The whole flow decides which end is the client, but what leads like this is not overtaken by anything but another use of the flow. */
const SETTLED = { bytes: 10_000_000, ratio: 10 };

/**
 * A flow known packet by packet. Packets are kept for one block of its window plan, then turned into features: as its
 * client sees them once it is certain which end that is, until then as both ends do.
 */
export class PacketFlow implements FlowState {
  latest = -Infinity;
  readonly #flow: Flow;
  readonly #context: FlowContext;
  readonly #totals = new Totals();
  readonly #side: ClientSide;
  /** null until there is one: most flows of a busy link are too short for a window. */
  #windows: WindowsBySide | null = null;
  readonly #buffer = new PacketBuffer();
  readonly #perSecond: EpochSeries | null;
  /** Downlink bins run from the first packet of that direction to its last: a series for each direction. */
  readonly #perBin: { a: EpochSeries; b: EpochSeries } | null;
  #start = Infinity;
  #block = 0;
  #late = 0;

  constructor(flow: Flow, context: FlowContext) {
    this.#flow = flow;
    this.#context = context;
    this.#side = new ClientSide(context.clientOf(flow), SETTLED);
    this.#perSecond = context.seed ? new EpochSeries(1000) : null;
    this.#perBin = context.seed ? { a: new EpochSeries(200), b: new EpochSeries(200) } : null;
  }

  continuesAt(time: number): boolean {
    return time > this.latest - LARGEST_STEP_BACK;
  }

  /** @param time whole epoch ms @param size bytes @param fromA 1 = sent by a */
  add(time: number, size: number, fromA: number): void {
    if (fromA) this.#totals.add(1, size, 0);
    else this.#totals.add(1, 0, size);
    this.#perSecond?.add(time, fromA ? size : 0, fromA ? 0 : size);
    this.#perBin?.[fromA ? 'a' : 'b'].add(time, fromA ? size : 0, fromA ? 0 : size);
    if (time > this.latest) this.latest = time;
    if (this.#block === 0) {
      if (time < this.#start) this.#start = time;
    } else if (time < this.#blockStart) {
      this.#late++;
      return;
    }
    while (time >= this.#blockStart + this.#blockLength + REORDER_SLACK) this.#closeBlock(this.#possibleClients());
    this.#buffer.push(time, size, fromA);
  }

  finish(tunnel: Tunnel | null): FlowRecord {
    const { packets, bytesFromA, bytesFromB } = this.#totals;
    this.#side.look(bytesFromA, bytesFromB);
    const client = this.#side.side;
    while (this.latest >= this.#blockStart + this.#blockLength) this.#closeBlock([client]);
    const covered = (this.latest - this.#blockStart) / 1000;
    this.#cut(this.#context.plan.cuts(this.#block).filter((cut) => cut.start + cut.seconds <= covered), [client]);
    return {
      flow: this.#flow,
      tunnel,
      client,
      resolution: 'packet',
      start: this.#start,
      durationSeconds: (this.latest - this.#start) / 1000,
      packets,
      bytesDown: client === 'a' ? bytesFromB : bytesFromA,
      bytesUp: client === 'a' ? bytesFromA : bytesFromB,
      windows: this.#windows?.[client] ?? [],
      seed: this.#seed(client),
      latePackets: this.#late,
    };
  }

  get #blockLength(): number {
    return this.#context.plan.blockSeconds * 1000;
  }

  get #blockStart(): number {
    return this.#start + Math.round(this.#block * this.#blockLength);
  }

  #possibleClients(): readonly ('a' | 'b')[] {
    this.#side.look(this.#totals.bytesFromA, this.#totals.bytesFromB);
    return this.#side.certain ? [this.#side.side] : BOTH;
  }

  #closeBlock(clients: readonly ('a' | 'b')[]): void {
    this.#cut(this.#context.plan.cuts(this.#block), clients);
    this.#block++;
    this.#buffer.drop(this.#buffer.before(this.#blockStart));
  }

  /** @param clients the ends that the windows are measured from */
  #cut(cuts: readonly Cut[], clients: readonly ('a' | 'b')[]): void {
    if (cuts.length === 0) return;
    this.#buffer.sort();
    const offset = this.#block * this.#context.plan.blockSeconds;
    for (const { start, seconds } of cuts) {
      // To the millisecond, as times are: 3 · 0.1 s is more than 0.3 s, and a packet there would be before its window.
      const from = Math.round((offset + start) * 1000) / 1000;
      const samples = sampleWindow(this.#buffer, { flowStart: this.#start, from, seconds }, clients, this.#context);
      this.#windows ??= { a: [], b: [] };
      for (const [i, client] of clients.entries()) this.#windows[client].push(samples[i]!);
    }
  }

  #seed(client: 'a' | 'b') {
    if (!this.#perSecond || !this.#perBin) return null;
    const fromServer = client === 'b';
    const bins = this.#perBin[fromServer ? 'a' : 'b'];
    return seedFeatures(this.#perSecond.bytes(fromServer), bins.bytes(fromServer), this.#context.kernels);
  }
}
