import { setImmediate } from 'node:timers/promises';
import type { LiveEvent } from '@tunnelscope/detector/live/event';
import { type EventLine, eventLine } from '@tunnelscope/detector/live/event-line';
import { flowLine } from '@tunnelscope/detector/live/flow-line';
import type { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';
import type { EventRecord } from './event-record.ts';
import { countEvents } from './metered.ts';

export interface RecorderOptions {
  readonly detector: LiveDetector;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly mask: (address: string) => string;
  /** JSON. */
  readonly detailOf: (flow: LiveFlow) => string;
}

/** What is known of a flow from its events: how many there were, its verdict and since when. */
interface Told {
  events: number;
  verdict: string | null;
  since: number | null;
}

/** Turns what the detector says into what is kept and sent. */
export class EventRecorder {
  readonly #options: RecorderOptions;
  readonly #told = new Map<number, Told>();

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** Epoch ms from which on a flow's verdict holds; null if it has none. */
  sinceOf(number: number): number | null {
    return this.#told.get(number)?.since ?? null;
  }

  /** A flow goes on whose events a server before this one has sent. @param id its identifier */
  resume(number: number, id: string): void {
    const last = this.#options.store.events.lastOf(id);
    if (!last || last.kind === 'end') return;
    const [verdict] = this.#options.store.verdicts.find({ flow: id, source: 'live', most: 1 });
    const since = verdict && (JSON.parse(verdict.line) as { since: string }).since;
    this.#told.set(number, { events: 1 + (JSON.parse(last.line) as EventLine).number, verdict: verdict?.verdict ?? null, since: since ? Date.parse(since) : null });
  }

  /** @param pieces events as they happened, while they do: between two of them everything else has its turn @returns what they lead to */
  async recorded(pieces: Iterable<readonly LiveEvent[]>): Promise<EventRecord[]> {
    const records: EventRecord[][] = [];
    for (const events of pieces) {
      countEvents(this.#options.metrics, events, this.#options.detector);
      records.push(this.#records(events));
      await setImmediate();
    }
    return records.flat();
  }

  /** @param events as they happened @returns what they lead to, without those that were already told */
  #records(events: readonly LiveEvent[]): EventRecord[] {
    // A flow that has ended is in the detector no longer, also for what happened to it just before.
    const ends = new Map<number, LiveFlow>();
    const flows = events.map((event) => event.flow.number).reverse();
    const states = flows.map((number, back) => {
      const event = events[events.length - 1 - back]!;
      if (event.kind === 'end') ends.set(number, event.last);
      return ends.get(number) ?? this.#options.detector.flows.get(number)!;
    });
    return events.flatMap((event, i) => this.#record(event, states[events.length - 1 - i]!) ?? []);
  }

  #record(event: LiveEvent, flow: LiveFlow): EventRecord | null {
    const { mask, detailOf } = this.#options;
    const { number } = event.flow;
    const told: Told = this.#told.get(number) ?? { events: 0, verdict: null, since: null };
    this.#told.set(number, told);
    // A flow whose windows were rebuilt comes to its first verdict once more.
    const before = event.kind === 'verdict' ? (event.before ?? told.verdict) : null;
    if (event.kind === 'verdict' && event.before === null && before === event.verdict.verdict) return null;
    if (event.kind === 'verdict') [told.verdict, told.since] = [event.verdict.verdict, event.since];
    if (event.kind === 'client') [told.verdict, told.since] = [null, null];
    const line = { ...eventLine(event, flow, told.since, mask), number: told.events++, ...(event.kind === 'verdict' && { before }) } as EventLine;
    if (event.kind !== 'end') return { line, ended: null };
    this.#told.delete(number);
    return { line, ended: { line: { ...flowLine(event.last, told.since, mask), ended: event.reason }, detail: detailOf(event.last) } };
  }
}
