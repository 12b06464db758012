import type { CaptureBatch, Flow, Tunnel } from '@tunnelscope/capture/batch';
import { addRow, packetsOf } from './batch-row.ts';
import type { LiveEvent } from './event.ts';
import { leastTraffic } from './least-traffic.ts';
import type { LiveCounts } from './live-counts.ts';
import { type LiveContext, LiveFlow, SLACK } from './live-flow.ts';
import { PacketStore } from './packet-store.ts';
import { SecondStore } from './second-store.ts';
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
/** How often flows are looked at, by the time of the stream. */
const SWEEP = 1000; // ms
/** Share of the flows that leaves at once when the table is full: sorting them for each one would cost too much. */
const EVICTED_AT_ONCE = 0.05;

type Followed = LiveFlow<PacketStore> | LiveFlow<SecondStore>;

/**
 * Follows the flows of a stream that never ends. Packets are put in, events come out; a front end may look at the flows at
 * any time. Time is that of the packets; `pass` tells it that time went by without any. The same input gives the same events.
 */
export class LiveDetector {
  readonly counts: LiveCounts = { packets: 0, bytes: 0, flows: 0, idle: 0, evicted: 0, strayPackets: 0, windows: 0 };
  readonly #context: LiveContext;
  readonly #idle: number;
  readonly #memory: number;
  readonly #clock = new StreamClock();
  /** Flows of the reader that have not been evicted there: one that comes back after a silence has the same number. */
  readonly #known = new Map<number, Flow>();
  readonly #flows = new Map<number, Followed>();
  /** What the reader found the flows to be. */
  readonly #tunnels = new Map<number, Tunnel | null>();
  /** A row of a wholly other time than the one before; the next one says whether it is of this stream. */
  #held: { readonly batch: CaptureBatch; readonly row: number } | null = null;
  #events: LiveEvent[] = [];
  #nextSweep = -Infinity;

  constructor({ kernels, model, clientOf = () => null, idleSeconds = DEFAULT_IDLE, memoryBytes = DEFAULT_MEMORY }: LiveOptions) {
    this.#context = { kernels, model, clientOf };
    this.#idle = 1000 * idleSeconds;
    this.#memory = memoryBytes;
  }

  /** Epoch ms of the stream; −Infinity before its first packet. */
  get now(): number {
    return this.#clock.now;
  }

  /** The flows that are followed now. */
  get flows(): ReadonlyMap<number, LiveFlow> {
    return this.#flows;
  }

  /** Takes packets or rows in. @returns what happened, in order */
  feed(batch: CaptureBatch): LiveEvent[] {
    for (const flow of batch.newFlows) this.#known.set(flow.number, flow);
    // A label belongs to a packet of this batch: its flow has it from its first one here on.
    const labels = new Map(batch.kind === 'packets' ? batch.tunnels.map(({ flow, tunnel }) => [flow, tunnel]) : []);
    for (const [number, tunnel] of labels) this.#tunnels.set(number, tunnel);
    for (let row = 0; row < batch.count; row++) {
      if (!this.#goesOn(batch, row)) continue;
      this.#add(batch, row);
      if (labels.size > 0 && labels.delete(batch.flow[row]!)) this.#label(batch.flow[row]!);
    }
    for (const number of labels.keys()) this.#label(number);
    for (const number of batch.evictedFlows) {
      this.#end(number, 'evicted');
      this.#known.delete(number);
      this.#tunnels.delete(number);
    }
    return this.#take();
  }

  /** Nothing came until this time. @param time epoch ms @returns what happened, in order */
  pass(time: number): LiveEvent[] {
    this.#clock.pass(time);
    this.#sweepIfDue();
    return this.#take();
  }

  /** No more will come. @returns what happened, in order */
  end(): LiveEvent[] {
    this.#leaveOut();
    for (const number of [...this.#flows.keys()]) this.#end(number, 'capture ended');
    return this.#take();
  }

  /** Lets time go on to that of a row. @returns whether the row belongs to the stream; else it is held until the next one says */
  #goesOn(batch: CaptureBatch, row: number): boolean {
    const step = this.#clock.tell(batch.time[row]!);
    if (step === 'stray') {
      this.#leaveOut();
      this.#held = { batch, row };
      return false;
    }
    if (step === 'set back') {
      for (const other of [...this.#flows.keys()]) this.#end(other, 'clock');
    }
    // Also where packets were held up, and time had passed without them.
    if (this.#nextSweep > this.#clock.now + SWEEP) this.#nextSweep = -Infinity;
    this.#sweepIfDue();
    if (step === 'runs') this.#leaveOut();
    else this.#add(this.#held!.batch, this.#held!.row);
    this.#held = null;
    return true;
  }

  /** Counts what was held as not of this stream. */
  #leaveOut(): void {
    if (this.#held) this.counts.strayPackets += packetsOf(this.#held.batch, this.#held.row);
    this.#held = null;
  }

  #add(batch: CaptureBatch, row: number): void {
    const [time, number] = [batch.time[row]!, batch.flow[row]!];
    const flow = this.#known.get(number);
    const packets = packetsOf(batch, row);
    // What was held may be of a flow that the reader has forgotten since.
    if (!flow) {
      this.counts.strayPackets += packets;
      return;
    }
    this.counts.packets += packets;
    this.counts.bytes += addRow(this.#follow(flow, time, batch.kind === 'packets' ? 'packet' : 'second'), batch, row);
  }

  #follow(flow: Flow, time: number, resolution: 'packet' | 'second'): Followed {
    const { number } = flow;
    const known = this.#flows.get(number);
    if (known?.resolution === resolution) return known;
    if (known) this.#end(number, 'clock');
    const state = resolution === 'packet' ? new LiveFlow(flow, time, resolution, new PacketStore(), this.#context) : new LiveFlow(flow, 1000 * Math.floor(time / 1000), resolution, new SecondStore(), this.#context);
    this.#flows.set(number, state);
    this.counts.flows++;
    // One that comes back after a silence is the tunnel that it was: the reader tells of it only once.
    this.#label(number);
    return state;
  }

  #label(number: number): void {
    const state = this.#flows.get(number);
    const tunnel = this.#tunnels.get(number) ?? null;
    if (!state || state.tunnel === tunnel) return;
    state.tunnel = tunnel;
    this.#events.push({ kind: 'tunnel', flow: state.flow, number: state.events++, time: state.latest, tunnel });
  }

  #sweepIfDue(): void {
    if (this.#clock.now < this.#nextSweep) return;
    this.#nextSweep = this.#clock.now + SWEEP;
    let footprint = 0;
    for (const [number, state] of this.#flows) {
      while (state.nextStep + SLACK <= this.#clock.now && state.nextStep <= state.latest + this.#idle) this.#step(state);
      if (state.latest + this.#idle <= this.#clock.now) this.#end(number, 'idle');
      else footprint += state.footprint;
    }
    if (footprint <= this.#memory) return;
    for (const number of leastTraffic(this.#flows, this.#clock.now, this.#memory * (1 - EVICTED_AT_ONCE))) this.#end(number, 'evicted');
  }

  #step(state: LiveFlow): void {
    if (state.turn()) {
      this.#events.push({ kind: 'client', flow: state.flow, number: state.events++, time: state.nextStep, client: state.side.side });
    }
    const before = state.policy.current?.verdict ?? null;
    const time = state.nextStep;
    this.counts.windows++;
    const ruling = state.step(this.#context);
    if (ruling) this.#events.push({ kind: 'verdict', flow: state.flow, number: state.events++, time, before, ...ruling });
  }

  #end(number: number, reason: 'idle' | 'evicted' | 'clock' | 'capture ended'): void {
    const state = this.#flows.get(number);
    if (!state) return;
    this.#flows.delete(number);
    if (reason === 'idle') this.counts.idle++;
    if (reason === 'evicted') this.counts.evicted++;
    this.#events.push({ kind: 'end', flow: state.flow, number: state.events++, time: this.#clock.now, last: state, reason });
  }

  #take(): LiveEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
