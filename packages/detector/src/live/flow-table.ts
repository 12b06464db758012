import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import type { LiveEvent } from './event.ts';
import { leastTraffic } from './least-traffic.ts';
import type { LiveCounts } from './live-counts.ts';
import { type LiveContext, LiveFlow, SLACK } from './live-flow.ts';
import { PacketStore } from './packet-store.ts';
import { SecondStore } from './second-store.ts';

/** Share of the flows that leaves at once when the table is full: sorting them for each one would cost too much. */
const EVICTED_AT_ONCE = 0.05;
/** A piece of work is so many windows, or ends of flows: some ms. So many bytes of packets cost as much again as a window. */
const WINDOWS = 256;
const ENDS = 64;
const WINDOW_BYTES = 16_384;

type Followed = LiveFlow<PacketStore> | LiveFlow<SecondStore>;
type Reason = Extract<LiveEvent, { kind: 'end' }>['reason'];

export interface TableOptions {
  readonly context: LiveContext;
  /** A flow that sends nothing for as long is followed no more, in ms. */
  readonly idle: number;
  /** Bytes. */
  readonly memory: number;
}

/** The flows that are followed, and what happened to them. What takes long is done in pieces: between them they may be looked at. */
export class FlowTable {
  readonly counts: LiveCounts = { packets: 0, bytes: 0, flows: 0, idle: 0, evicted: 0, strayPackets: 0, windows: 0 };
  readonly flows = new Map<number, Followed>();
  /** Flows of the reader that have not been evicted there: one that comes back after a silence has the same number. */
  readonly known = new Map<number, Flow>();
  /** What the reader found flows to be, also those that are not followed now. */
  readonly tunnels = new Map<number, Tunnel | null>();
  /** Those that are not followed now, but known to be tunnels: when they come back, that is told. */
  readonly returning = new Set<number>();
  readonly #options: TableOptions;
  #events: LiveEvent[] = [];
  /** Epoch ms of the latest sweep. */
  now = -Infinity;

  constructor(options: TableOptions) {
    this.#options = options;
  }

  /** The flow of that number, if it is followed packet by packet. */
  packetFlow(number: number): LiveFlow<PacketStore> | undefined {
    const followed = this.flows.get(number);
    return followed?.resolution === 'packet' ? (followed as LiveFlow<PacketStore>) : undefined;
  }

  /** The flow of that number, if it is followed second by second. */
  secondFlow(number: number): LiveFlow<SecondStore> | undefined {
    const followed = this.flows.get(number);
    return followed?.resolution === 'second' ? (followed as LiveFlow<SecondStore>) : undefined;
  }

  /** Follows a flow packet by packet from now on, if the reader knows it. @param time epoch ms */
  meetPackets(number: number, time: number): void {
    const flow = this.known.get(number);
    if (flow) this.#follow(this.packetFlowOf(flow, time));
  }

  /** Follows a flow second by second from now on. @param time epoch ms @returns undefined if the reader does not know it */
  meetSeconds(number: number, time: number): LiveFlow<SecondStore> | undefined {
    const flow = this.known.get(number);
    if (!flow) return undefined;
    const state = this.secondFlowOf(flow, 1000 * Math.floor(time / 1000));
    this.#follow(state);
    return state;
  }

  /** Makes the state of a flow; it is not followed by that. @param start epoch ms */
  packetFlowOf(flow: Flow, start: number): LiveFlow<PacketStore> {
    return new LiveFlow(flow, start, 'packet', new PacketStore(), this.#options.context);
  }

  /** As `packetFlowOf`. @param start epoch ms of a whole second */
  secondFlowOf(flow: Flow, start: number): LiveFlow<SecondStore> {
    return new LiveFlow(flow, start, 'second', new SecondStore(), this.#options.context);
  }

  /** It is not followed at this resolution. */
  #follow(state: Followed): void {
    const { number } = state.flow;
    this.end(number, 'clock');
    this.flows.set(number, state);
    this.counts.flows++;
    // One that comes back after a silence is the tunnel that it was: the reader tells of it only once.
    this.label(number);
    this.returning.delete(number);
  }

  /** Tells what a flow was found to be. */
  label(number: number): void {
    const state = this.flows.get(number);
    const tunnel = this.tunnels.get(number) ?? null;
    if (!state) this.#expect(number);
    if (!state || state.tunnel === tunnel) return;
    state.tunnel = tunnel;
    this.#events.push({ kind: 'tunnel', flow: state.flow, number: state.events++, time: state.latest, tunnel });
  }

  /** Judges windows that are full, and lets go of flows that are silent, or too many. @param now epoch ms @yields what happened, after each piece of it */
  *sweep(now: number): Generator<LiveEvent[], void, undefined> {
    this.now = now;
    let footprint = 0;
    let work = 0;
    for (const [number, state] of this.flows) {
      while (state.nextStep + SLACK <= now && state.nextStep <= state.latest + this.#options.idle) {
        work += 1 + state.store.footprint / WINDOW_BYTES;
        this.#step(state);
      }
      if (state.latest + this.#options.idle <= now) {
        work += WINDOWS / ENDS;
        this.end(number, 'idle');
      } else footprint += state.footprint;
      if (work < WINDOWS) continue;
      work = 0;
      yield this.take();
    }
    if (footprint > this.#options.memory) yield* this.endAll(leastTraffic(this.flows, now, this.#options.memory * (1 - EVICTED_AT_ONCE)), 'evicted');
  }

  /** @yields what happened, after each piece of it */
  *endAll(numbers: readonly number[], reason: Reason): Generator<LiveEvent[], void, undefined> {
    for (const [i, number] of numbers.entries()) {
      if (i % ENDS === ENDS - 1) yield this.take();
      this.end(number, reason);
    }
  }

  #step(state: LiveFlow): void {
    if (state.turn()) {
      state.since = null;
      this.#events.push({ kind: 'client', flow: state.flow, number: state.events++, time: state.nextStep, client: state.side.side });
    }
    const before = state.policy.current?.verdict ?? null;
    const time = state.nextStep;
    this.counts.windows++;
    const ruling = state.step(this.#options.context);
    if (!ruling) return;
    state.since = ruling.since;
    this.#events.push({ kind: 'verdict', flow: state.flow, number: state.events++, time, before, ...ruling });
  }

  /** Follows a flow no more, if it was followed. */
  end(number: number, reason: Reason): void {
    const state = this.flows.get(number);
    if (!state) return;
    this.flows.delete(number);
    this.#expect(number);
    if (reason === 'idle') this.counts.idle++;
    if (reason === 'evicted') this.counts.evicted++;
    this.#events.push({ kind: 'end', flow: state.flow, number: state.events++, time: Math.max(this.now, state.latest), last: state, reason });
  }

  /** The reader will not name this flow again. */
  forget(number: number): void {
    this.end(number, 'evicted');
    this.known.delete(number);
    this.tunnels.delete(number);
    this.returning.delete(number);
  }

  /** It is not followed. */
  #expect(number: number): void {
    if (this.tunnels.get(number)) this.returning.add(number);
    else this.returning.delete(number);
  }

  /** No more will come. @param now epoch ms @yields what happened, after each piece of it */
  *finish(now: number): Generator<LiveEvent[], void, undefined> {
    this.now = Math.max(now, this.now);
    yield* this.endAll([...this.flows.keys()], 'capture ended');
  }

  /** The clock was set: flows end, and time begins anew. @yields what happened, after each piece of it */
  *setBack(): Generator<LiveEvent[], void, undefined> {
    yield* this.endAll([...this.flows.keys()], 'clock');
    this.now = -Infinity;
  }

  /** What happened since this was last asked, in order. */
  take(): LiveEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
