import type { EndEvent, LiveEvent } from '@tunnelscope/detector/live/event';

/** Events of one flow that are kept. */
const MOST_EVENTS = 50;
/** Flows that ended and are kept in any case, however short the time: each may hold a minute of packets. */
const MOST_ENDED = 500;

const NONE: readonly LiveEvent[] = [];

interface Ended {
  readonly event: EndEvent;
  /** Milliseconds of the clock on the wall. */
  readonly at: number;
}

/** What happened to the flows that are shown: their events, and those that ended not long ago. */
export class History {
  readonly #keep: number;
  /** An array stays as it is: whoever has drawn it sees by that whether there are more. */
  readonly #events = new Map<number, readonly LiveEvent[]>();
  readonly #since = new Map<number, number>();
  readonly #ended = new Map<number, Ended>();
  /** Whether the capture ended: its flows stay as they were. */
  over = false;

  /** @param keepSeconds how long flows stay after their end */
  constructor(keepSeconds: number) {
    this.#keep = 1000 * keepSeconds;
  }

  /** Flows that ended, those that ended first at first. */
  get ended(): readonly EndEvent[] {
    return Array.from(this.#ended.values(), ({ event }) => event);
  }

  /** Oldest first. @param number of a flow */
  eventsOf(number: number): readonly LiveEvent[] {
    return this.#events.get(number) ?? NONE;
  }

  /** Epoch ms from which on the flow's verdict holds; null if it has none. */
  sinceOf(number: number): number | null {
    return this.#since.get(number) ?? null;
  }

  /** @param now milliseconds of the clock on the wall */
  add(events: readonly LiveEvent[], now: number): void {
    for (const event of events) {
      const { number } = event.flow;
      // The number of a flow that was silent for too long may come again: nothing of the one before is its own.
      if (event.number === 0) this.#forget(number);
      this.#events.set(number, [...this.eventsOf(number).slice(1 - MOST_EVENTS), event]);
      if (event.kind === 'verdict') this.#since.set(number, event.since);
      if (event.kind === 'client') this.#since.delete(number);
      if (event.kind === 'end') {
        this.#ended.set(number, { event, at: now });
        if (event.reason === 'capture ended') this.over = true;
      }
    }
    this.#expire(now);
  }

  /** Whether flows have left since: a moment to draw. @param now milliseconds of the clock on the wall */
  pass(now: number): boolean {
    const before = this.#ended.size;
    this.#expire(now);
    return this.#ended.size < before;
  }

  #expire(now: number): void {
    let surplus = this.#ended.size - MOST_ENDED;
    for (const [number, { event, at }] of this.#ended) {
      if (event.reason === 'capture ended') continue;
      if (at + this.#keep > now && surplus <= 0) continue;
      surplus--;
      this.#forget(number);
    }
  }

  #forget(number: number): void {
    this.#events.delete(number);
    this.#since.delete(number);
    this.#ended.delete(number);
  }
}
