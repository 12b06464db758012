import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import type { LiveEvent } from './event.ts';
import { leastTraffic } from './least-traffic.ts';
import type { LiveCounts } from './live-counts.ts';
import { type LiveContext, LiveFlow, SLACK } from './live-flow.ts';
import { PacketStore } from './packet-store.ts';
import { SecondStore } from './second-store.ts';
import type { StreamClock } from './stream-clock.ts';

/** How often flows are looked at, by the time of the stream. */
const SWEEP = 1000; // ms
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
  readonly clock: StreamClock;
  /** A flow that sends nothing for as long is followed no more, in ms. */
  readonly idle: number;
  /** Bytes. */
  readonly memory: number;
}

/** The flows that are followed, and what happened to them. What takes long is done in pieces: between them they may be looked at. */
export class FlowTable {
  readonly counts: LiveCounts = { packets: 0, bytes: 0, flows: 0, idle: 0, evicted: 0, strayPackets: 0, windows: 0 };
  readonly flows = new Map<number, Followed>();
  /** What the reader found flows to be, also those that are not followed now. */
  readonly tunnels = new Map<number, Tunnel | null>();
  readonly #options: TableOptions;
  #events: LiveEvent[] = [];
  #nextSweep = -Infinity;

  constructor(options: TableOptions) {
    this.#options = options;
  }

  /** Whether flows are to be looked at. */
  get due(): boolean {
    const { now } = this.#options.clock;
    // Also where packets were held up, and time had passed without them.
    return now >= this.#nextSweep || this.#nextSweep > now + SWEEP;
  }

  /** The flow of that number, if it is followed at that resolution. */
  followed(number: number, resolution: 'packet' | 'second'): Followed | undefined {
    const known = this.flows.get(number);
    return known?.resolution === resolution ? known : undefined;
  }

  /** Follows a flow from now on; it is not followed at this resolution. */
  follow(flow: Flow, time: number, resolution: 'packet' | 'second'): Followed {
    const { number } = flow;
    this.end(number, 'clock');
    const state = resolution === 'packet' ? new LiveFlow(flow, time, resolution, new PacketStore(), this.#options.context) : new LiveFlow(flow, 1000 * Math.floor(time / 1000), resolution, new SecondStore(), this.#options.context);
    this.flows.set(number, state);
    this.counts.flows++;
    // One that comes back after a silence is the tunnel that it was: the reader tells of it only once.
    this.label(number);
    return state;
  }

  /** Tells what a flow was found to be. */
  label(number: number): void {
    const state = this.flows.get(number);
    const tunnel = this.tunnels.get(number) ?? null;
    if (!state || state.tunnel === tunnel) return;
    state.tunnel = tunnel;
    this.#events.push({ kind: 'tunnel', flow: state.flow, number: state.events++, time: state.latest, tunnel });
  }

  /** Judges windows that are full, and lets go of flows that are silent, or too many. @yields what happened, after each piece of it */
  *sweep(): Generator<LiveEvent[], void, undefined> {
    this.#nextSweep = this.#options.clock.now + SWEEP;
    let footprint = 0;
    let work = 0;
    for (const [number, state] of this.flows) {
      while (state.nextStep + SLACK <= this.#options.clock.now && state.nextStep <= state.latest + this.#options.idle) {
        work += 1 + state.store.footprint / WINDOW_BYTES;
        this.#step(state);
      }
      if (state.latest + this.#options.idle <= this.#options.clock.now) {
        work += WINDOWS / ENDS;
        this.end(number, 'idle');
      } else footprint += state.footprint;
      if (work < WINDOWS) continue;
      work = 0;
      yield this.take();
    }
    if (footprint > this.#options.memory) yield* this.endAll(leastTraffic(this.flows, this.#options.clock.now, this.#options.memory * (1 - EVICTED_AT_ONCE)), 'evicted');
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
      this.#events.push({ kind: 'client', flow: state.flow, number: state.events++, time: state.nextStep, client: state.side.side });
    }
    const before = state.policy.current?.verdict ?? null;
    const time = state.nextStep;
    this.counts.windows++;
    const ruling = state.step(this.#options.context);
    if (ruling) this.#events.push({ kind: 'verdict', flow: state.flow, number: state.events++, time, before, ...ruling });
  }

  /** Follows a flow no more, if it was followed. */
  end(number: number, reason: Reason): void {
    const state = this.flows.get(number);
    if (!state) return;
    this.flows.delete(number);
    if (reason === 'idle') this.counts.idle++;
    if (reason === 'evicted') this.counts.evicted++;
    this.#events.push({ kind: 'end', flow: state.flow, number: state.events++, time: this.#options.clock.now, last: state, reason });
  }

  /** What happened since this was last asked, in order. */
  take(): LiveEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
