import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../store/store-error.ts';
import type { StoredEvent } from '../store/event-log.ts';
import type { EngineOptions } from './engine-options.ts';
import type { EventFeed } from './event-feed.ts';
import { type EventRecord, keepRecords } from './event-record.ts';

export interface KeeperOptions extends Pick<EngineOptions, 'store' | 'clock' | 'logger' | 'journalBytes'> {
  readonly feed: EventFeed;
}

/** How often the journal and the history are cleared of what is too old. */
const PRUNE = 5000; // ms
const RETAIN = 60_000; // ms
/** How soon it is tried again to keep what there was no room for. */
const RETRY = 1000; // ms

/** Keeps what happened, and only then lets it be sent. */
export class EventKeeper {
  /** Why events cannot be kept, and so are not sent; null while they can. */
  fault: StoreError | null = null;
  readonly #options: KeeperOptions;
  readonly #closing = new AbortController();
  #prunedAt = -Infinity;
  #retainedAt = -Infinity;
  #retaining = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /**
   * @param records what batches led to @param positions of these batches in the journal
   * @param before epoch ms of the traffic: no window needs older batches
   * @returns once everything is on the disk and sent; while there is no room it is tried again, until `close`
   */
  async keep(records: readonly EventRecord[], positions: readonly number[], before: number): Promise<void> {
    const { store, clock, journalBytes } = this.#options;
    if (records.length === 0 && positions.length === 0) return;
    const prune = positions.length > 0 && clock.now() - this.#prunedAt >= PRUNE;
    const kept = await this.commit(() => {
      for (const position of positions) store.journal.markApplied(position);
      if (prune) store.journal.prune(before, journalBytes);
      return keepRecords(store, records);
    });
    if (kept && prune) this.#prunedAt = clock.now();
  }

  /**
   * @param work what writes events, within a transaction
   * @returns once that is on the disk and sent; while there is no room it is tried again, until `close`: then false
   */
  async commit(work: () => readonly StoredEvent[]): Promise<boolean> {
    const { store, logger, feed } = this.#options;
    for (;;) {
      try {
        const events = await store.write(work);
        if (this.fault) logger.info('events can be kept again');
        this.fault = null;
        feed.publish(events);
        return true;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        if (!this.fault) logger.error({ fault: error.fault }, 'events cannot be kept: nothing is judged until they can');
        this.fault = error;
      }
      if (this.#closing.signal.aborted) return false;
      await sleep(RETRY, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  /** Deletes what is too old or too much, now and then; `close` ends it. */
  async retainIfDue(): Promise<void> {
    const { store, clock, logger } = this.#options;
    if (this.#retaining || clock.now() - this.#retainedAt < RETAIN) return;
    this.#retainedAt = clock.now();
    this.#retaining = true;
    try {
      await store.retain(this.#closing.signal);
    } catch (error) {
      logger.error({ fault: error instanceof StoreError ? error.fault : 'failed' }, 'what is too old cannot be deleted');
    } finally {
      this.#retaining = false;
    }
  }

  /** Lets go of all batches, when their flows have ended and that is kept. */
  async forgetBatches(): Promise<void> {
    const { store, logger } = this.#options;
    try {
      await store.write(() => store.journal.prune(Infinity, 0));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      logger.error({ fault: error.fault }, 'batches that were judged cannot be deleted: their flows are followed again after a restart');
    }
  }

  /** Tries no more than once from now on. */
  close(): void {
    this.#closing.abort();
  }
}
