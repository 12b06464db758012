import type { SourceCounter, SourceView } from '@tunnelscope/dashboard/source-view';
import type { WallClock } from '@tunnelscope/detector/live/clock';
import { partitionsWithoutWorker } from './partitions-without-worker.ts';
import type { ServerError } from './server-error.ts';
import type { ServerStats } from './server-stats.ts';

/** How the connection to a server stands, and what it has counted, as the header shows it. */
export class RemoteLink {
  /** The latest counters. */
  stats: ServerStats;
  readonly view: SourceView;
  /** What ended it for good; null while nothing has. */
  fault: Error | null = null;
  readonly #clock: WallClock;
  #lost: { readonly error: ServerError; readonly again: number } | null = null;
  #trouble: ServerError | null = null;
  #begun = false;

  /** @param name of the server */
  constructor(name: string, stats: ServerStats, clock: WallClock) {
    this.stats = stats;
    this.#clock = clock;
    this.view = { name, kind: 'server', speed: 1, counters: () => this.#counters(), error: () => this.fault?.message ?? null, standing: () => this.#standing(name) };
  }

  get isConnected(): boolean {
    return this.#begun && this.#lost === null && this.fault === null;
  }

  connected(): void {
    this.#begun = true;
    this.#lost = null;
  }

  /** @param again milliseconds of the clock on the wall at which it is tried again */
  lost(error: ServerError, again: number): void {
    this.#lost = { error, again };
  }

  /** @param error what it cannot tell though there is a connection; null: it can */
  troubled(error: ServerError | null): void {
    this.#trouble = error;
  }

  refused(error: Error): void {
    this.fault = error;
  }

  #standing(name: string): { readonly text: string; readonly why?: string; readonly wrong: boolean } {
    if (this.fault) return { text: 'refused', wrong: true };
    if (this.#lost) {
      const seconds = Math.max(0, Math.ceil((this.#lost.again - this.#clock.now()) / 1000));
      return { text: 'reconnecting', why: `${seconds > 0 ? `in ${seconds} s: ` : ''}${this.#lost.error.message.replace(`${name}: `, '')}`, wrong: true };
    }
    if (!this.#begun) return { text: 'connecting', wrong: false };
    if (this.#trouble) return { text: 'connected', why: this.#trouble.message.replace(`${name}: `, ''), wrong: true };
    const { source, partitions } = this.stats;
    const without = partitionsWithoutWorker(partitions ?? []);
    if (without !== null) return { text: 'connected', why: without, wrong: true };
    if (source?.state === 'failed') return { text: 'connected', why: `its source failed: ${source.error ?? 'no reason given'}`, wrong: true };
    return { text: source?.state === 'ended' ? 'connected, its source has ended' : 'connected', wrong: false };
  }

  #counters(): SourceCounter[] {
    const { source, dropped, partitions } = this.stats;
    return [
      { label: 'dropped by taps', value: (partitions ?? []).reduce((sum, { lost }) => sum + (lost ?? 0), 0) },
      { label: 'dropped by kernel', value: source?.droppedByKernel ?? 0 },
      { label: 'late packets', value: dropped.late },
      ...Object.entries(source?.skipped ?? {}).map(([reason, value]) => ({ label: `left out: ${reason}`, value })),
      ...(source?.warnings ?? []).map(({ text, count }) => ({ label: text, value: count })),
    ];
  }
}
