import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { WallClock } from '@tunnelscope/detector/live/clock';
import type { LiveEvent } from '@tunnelscope/detector/live/event';
import { type EventLine, eventLine } from '@tunnelscope/detector/live/event-line';
import { stateOf } from '@tunnelscope/detector/live/event-state';
import { follow } from '@tunnelscope/detector/live/follow';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import type { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { FlowAbout, FlowSource, Looked } from '../flow-source.ts';
import { RateMeter } from '../state/rate-meter.ts';
import { type Row, totalsOf } from '../state/row.ts';
import { History } from './history.ts';
import { type LocalContext, LocalFlow } from './local-flow.ts';
import { rowOf } from './row-of.ts';

export interface LocalOptions extends Partial<Pick<LocalContext, 'mask'>>, Pick<LocalContext, 'model'> {
  /** Ends when the capture does. */
  readonly packets: AsyncIterable<CaptureBatch>;
  readonly detector: LiveDetector;
  /** Stream time per time on the wall; Infinity where the packets alone are the clock. */
  readonly speed: number;
  readonly clock: WallClock;
  /** Ended flows stay in the table, greyed, for as long; 10 if not given. */
  readonly keepSeconds?: number;
}

/** A replay as fast as possible lets keys through this often. */
const BREATH = 30; // ms
const DEFAULT_KEEP = 10; // s

/** The flows of a detector in this process, which is fed here. */
export class LocalFlows implements FlowSource {
  readonly #options: LocalOptions;
  readonly #context: LocalContext;
  readonly #meter = new RateMeter();
  readonly #history: History;
  readonly #seen = new WeakMap<LiveFlow, LocalFlow>();
  readonly #lines = new WeakMap<LiveEvent, EventLine>();
  readonly #events = new WeakMap<readonly LiveEvent[], readonly EventLine[]>();

  constructor(options: LocalOptions) {
    const { model, mask = (address) => address, keepSeconds = DEFAULT_KEEP } = options;
    this.#options = options;
    this.#history = new History(keepSeconds);
    this.#context = { model, mask, sinceOf: (number) => this.#history.sinceOf(number) };
  }

  get over(): boolean {
    return this.#history.over;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { packets, detector, clock, speed } = this.#options;
    let breathed = clock.now();
    try {
      for await (const events of follow(packets, detector, { clock, speed, signal })) {
        this.#hear(events);
        if (clock.now() - breathed < BREATH) continue;
        await new Promise((resolve) => setImmediate(resolve));
        breathed = clock.now();
      }
    } catch (error) {
      this.#hear(detector.end());
      throw error;
    }
  }

  look(wall: number): Looked {
    const { detector } = this.#options;
    this.#history.pass(wall);
    const { now, flows, counts } = detector;
    const all: Row[] = [];
    for (const flow of flows.values()) all.push(this.#row(flow, now, null));
    for (const { flow, reason, last } of this.#history.ended) if (!flows.has(flow.number)) all.push(this.#row(last, now, reason));
    return { now, all, totals: { ...totalsOf(all), rates: this.#meter.rates, idle: counts.idle, evicted: counts.evicted, strayPackets: counts.strayPackets } };
  }

  /** Everything is at hand: nothing has to be fetched. */
  show(): void {}

  eventsOf(number: number): readonly EventLine[] {
    const events = this.#history.eventsOf(number);
    const known = this.#events.get(events);
    if (known) return known;
    const lines = events.map((event) => this.#lines.get(event)!);
    this.#events.set(events, lines);
    return lines;
  }

  async lines(rows: readonly Row[]): Promise<readonly FlowLine[]> {
    return rows.map(({ flow }) => (flow as LocalFlow).line);
  }

  async aboutNow({ flow }: Row): Promise<FlowAbout> {
    return (flow as LocalFlow).about(this.#options.detector.now);
  }

  #hear(events: readonly LiveEvent[]): void {
    const { detector, clock } = this.#options;
    const { now, counts, flows } = detector;
    this.#history.add(events, clock.now());
    for (const [place, event] of events.entries()) {
      const since = this.#history.sinceOf(event.flow.number);
      this.#lines.set(event, eventLine(event, stateOf(events, place, flows), since, this.#context.mask));
    }
    this.#meter.add({ time: now, packets: counts.packets, bytes: counts.bytes });
  }

  #row(flow: LiveFlow, now: number, ended: Row['ended']): Row {
    let seen = this.#seen.get(flow);
    if (!seen) {
      seen = new LocalFlow(flow, this.#context);
      this.#seen.set(flow, seen);
    }
    return rowOf(seen, now, this.#history.sinceOf(flow.flow.number), ended, this.#context.mask);
  }
}
