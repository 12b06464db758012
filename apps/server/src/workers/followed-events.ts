import { setTimeout as sleep } from 'node:timers/promises';
import { EventFeed } from '../engine/event-feed.ts';
import { EventKeeper } from '../engine/event-keeper.ts';
import { keepRecords } from '../engine/event-record.ts';
import type { Services } from '../services.ts';
import type { Store } from '../store/store.ts';
import { toldRecord } from './told-record.ts';
import type { ToldEvents, Workers } from './workers.ts';

export interface FollowingOptions extends Pick<Services, 'kernels' | 'metrics' | 'logger' | 'clock'> {
  readonly workers: Workers;
  readonly store: Store;
  /** What is kept and shown in place of an address. */
  readonly mask: (address: string) => string;
  readonly masked: boolean;
}

/** From one look at what is too old to the next. */
const RETAIN = 5000; // ms

/** Keeps what workers tell of, with the place in their log, and then hands it to who follows events. */
export class FollowedEvents {
  readonly feed: EventFeed;
  readonly keeper: EventKeeper;
  /** Why nothing is told any more, though nobody ended it; null while all is well. */
  error: Error | null = null;
  readonly #options: FollowingOptions;
  readonly #stop = new AbortController();
  /** Why events cannot be followed, as it was told last. */
  #fault: string | null = null;
  #following: Promise<unknown> = Promise.resolve();

  constructor(options: FollowingOptions) {
    this.#options = options;
    this.feed = new EventFeed(options.store.events);
    this.keeper = new EventKeeper({ ...options, feed: this.feed, journalBytes: 0 });
  }

  start(): void {
    this.#following = Promise.all([this.#follow(), this.#retain()]);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.keeper.close();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { workers, store, logger } = this.#options;
    const { signal } = this.#stop;
    try {
      for await (const told of workers.events((log) => store.positions.of(log), signal)) {
        if (told.missed > 0) logger.warn({ log: told.log, messages: told.missed }, 'events were deleted before they could be read');
        // What cannot be kept is read again by the next server.
        if (!(await this.#keep(told))) return;
      }
    } catch (error) {
      this.error = error as Error;
      logger.error({ err: error }, 'events of the workers can be followed no longer');
    }
  }

  #keep({ log, position, lines }: ToldEvents): Promise<boolean> {
    const { store, mask, kernels, metrics, logger } = this.#options;
    const records = lines.map((line) => toldRecord(line, mask, kernels)).filter((record) => record !== null);
    if (records.length < lines.length) logger.warn({ log, position, events: lines.length - records.length }, 'workers told of events that this version does not know: they are left out');
    for (const { line } of records) {
      if (line.kind !== 'verdict') continue;
      metrics.verdicts.inc({ verdict: line.verdict, source: 'live' });
      // The first verdict is of the flow from its beginning.
      if (line.cause === 'first') metrics.decisionSeconds.observe((Date.parse(line.time) - Date.parse(line.since)) / 1000);
    }
    return this.keeper.commit(() => {
      store.positions.reach(log, position);
      return keepRecords(store, records);
    });
  }

  async #retain(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.keeper.retainIfDue();
      this.#tellFault();
      await sleep(RETAIN, undefined, { signal }).catch(() => {});
    }
  }

  /** Once each time that it begins, and ends. */
  #tellFault(): void {
    const { workers, logger } = this.#options;
    const fault = workers.fault?.message ?? null;
    if (fault !== null && this.#fault === null) logger.warn(fault);
    if (fault === null && this.#fault !== null) logger.info('events of the workers can be followed again');
    this.#fault = fault;
  }
}
