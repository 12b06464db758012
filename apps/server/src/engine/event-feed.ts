import type { EventLog, StoredEvent } from '../store/event-log.ts';

/** An event as it is sent. */
export interface FeedEvent {
  readonly id: number;
  readonly kind: string;
  readonly flow: string;
  /** The text of a server-sent event, UTF-8. */
  readonly bytes: Uint8Array;
}

/** The latest events are kept as they are sent, once for all who follow; older ones are read from the store. */
const KEPT_EVENTS = 4096;
const READ_AT_ONCE = 256;
const UTF8 = new TextEncoder();

/**
 * Hands events out to any number of followers. A follower asks for what comes after the last that it had, when it has room
 * for it: nothing is kept for a follower, however slow it is.
 */
export class EventFeed {
  readonly #log: EventLog;
  #recent: FeedEvent[] = [];
  #last: number;
  readonly #waiting = new Set<() => void>();

  constructor(log: EventLog) {
    this.#log = log;
    this.#last = log.last;
  }

  /** Id of the latest event; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Id of the oldest event that can still be had. */
  get first(): number {
    return this.#log.first;
  }

  /** @param events that are on the disk, in ascending order of id */
  publish(events: readonly StoredEvent[]): void {
    if (events.length === 0) return;
    for (const event of events) this.#recent.push(feedEvent(event));
    if (this.#recent.length > 2 * KEPT_EVENTS) this.#recent = this.#recent.slice(-KEPT_EVENTS);
    this.#last = events.at(-1)!.id;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** The next events, oldest first; empty if there are none yet. */
  after(id: number): readonly FeedEvent[] {
    if (id >= this.#last) return [];
    const oldest = this.#recent[0]?.id;
    if (oldest === undefined || id + 1 < oldest) return this.#log.after(id, READ_AT_ONCE).map(feedEvent);
    return this.#recent.slice(id + 1 - oldest, id + 1 - oldest + READ_AT_ONCE);
  }

  /** @param wake called once when there are more @returns what ends the waiting */
  wait(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }
}

function feedEvent({ id, kind, flow, line }: StoredEvent): FeedEvent {
  // JSON has no line ends of its own, so a line is one line of data.
  return { id, kind, flow, bytes: UTF8.encode(`id: ${id}\nevent: ${kind}\ndata: ${line}\n\n`) };
}
