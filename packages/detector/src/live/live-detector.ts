import type { CaptureBatch, Flow, Tunnel } from '@tunnelscope/capture/batch';
import type { LiveEvent } from './event.ts';
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

/** Counts since the start of the stream. */
export interface LiveCounts {
  packets: number;
  bytes: number;
  /** Flows met, and those no longer followed: silent for too long, forgotten for want of memory. */
  flows: number;
  idle: number;
  evicted: number;
  /** Packets of a time so far from their neighbours' that they are left out. */
  strayPackets: number;
  /** Windows judged. */
  windows: number;
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
    if (batch.kind === 'packets') {
      const { count, time, size, flow, fromA } = batch;
      for (let i = 0; i < count; i++) {
        const state = this.#follow(flow[i]!, time[i]!, 'packet') as LiveFlow<PacketStore> | null;
        if (!state) continue;
        state.count(time[i]!, 1, fromA[i] ? size[i]! : 0, fromA[i] ? 0 : size[i]!);
        state.store.add(time[i]!, size[i]!, fromA[i]!);
        this.counts.packets++;
        this.counts.bytes += size[i]!;
      }
      for (const { flow: number, tunnel } of batch.tunnels) this.#label(number, tunnel);
    } else {
      const { count, time, flow, bytesFromA, bytesFromB, packetsFromA, packetsFromB } = batch;
      for (let i = 0; i < count; i++) {
        const state = this.#follow(flow[i]!, time[i]!, 'second') as LiveFlow<SecondStore> | null;
        if (!state) continue;
        const packets = packetsFromA[i]! + packetsFromB[i]!;
        state.count(time[i]!, packets, bytesFromA[i]!, bytesFromB[i]!);
        state.store.add(time[i]!, bytesFromA[i]!, bytesFromB[i]!, packetsFromA[i]!, packetsFromB[i]!);
        this.counts.packets += packets;
        this.counts.bytes += bytesFromA[i]! + bytesFromB[i]!;
      }
    }
    for (const number of batch.evictedFlows) {
      this.#end(number, 'evicted');
      this.#known.delete(number);
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
    for (const number of [...this.#flows.keys()]) this.#end(number, 'capture ended');
    return this.#take();
  }

  /** The state of the flow that traffic of this time belongs to; null if it belongs nowhere. */
  #follow(number: number, time: number, resolution: 'packet' | 'second'): Followed | null {
    const step = this.#clock.tell(time);
    if (step === 'stray') {
      this.counts.strayPackets++;
      return null;
    }
    if (step === 'set back') for (const other of [...this.#flows.keys()]) this.#end(other, 'clock');
    if (step === 'set back') this.#nextSweep = -Infinity;
    this.#sweepIfDue();
    const known = this.#flows.get(number);
    if (known?.resolution === resolution) return known;
    if (known) this.#end(number, 'clock');
    const flow = this.#known.get(number)!;
    const state = resolution === 'packet' ? new LiveFlow(flow, time, resolution, new PacketStore(), this.#context) : new LiveFlow(flow, 1000 * Math.floor(time / 1000), resolution, new SecondStore(), this.#context);
    this.#flows.set(number, state);
    this.counts.flows++;
    return state;
  }

  #label(number: number, tunnel: Tunnel | null): void {
    const state = this.#flows.get(number);
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
    if (footprint > this.#memory) this.#evict();
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

  /** Lets the flows with the least traffic go until the table fits again. */
  #evict(): void {
    const rate = ({ start, bytesFromA, bytesFromB }: LiveFlow) => (bytesFromA + bytesFromB) / (this.#clock.now - start + SWEEP);
    const byRate = [...this.#flows].map(([number, state]) => ({ number, state, rate: rate(state) })).sort((x, y) => x.rate - y.rate || x.number - y.number);
    const most = this.#memory * (1 - EVICTED_AT_ONCE);
    let footprint = byRate.reduce((sum, { state }) => sum + state.footprint, 0);
    for (const { number, state } of byRate) {
      if (footprint <= most) break;
      footprint -= state.footprint;
      this.#end(number, 'evicted');
    }
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
