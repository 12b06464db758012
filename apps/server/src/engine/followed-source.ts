import { losses } from '@tunnelscope/capture/statistics';
import type { Metrics } from '../metrics.ts';
import type { LiveSource } from '../options.ts';

/** A stream of this machine that is judged, with what is known of it. */
export class FollowedSource {
  readonly source: LiveSource;
  /** Why it ended early; null if it did not. */
  error: string | null = null;
  ended = false;
  readonly #maskText: (text: string) => string;
  readonly #metrics: Metrics;
  /** What of each reason is in the metrics already. */
  readonly #counted = new Map<string, number>();

  /** @param maskText what is shown in place of a text that may name addresses */
  constructor(source: LiveSource, metrics: Metrics, maskText: (text: string) => string) {
    this.source = source;
    this.#metrics = metrics;
    this.#maskText = maskText;
    metrics.beforeDropped = () => this.#count();
  }

  /** All counters so far, by the names of `watch`'s. */
  get counters() {
    const { name, statistics, dropped } = this.source;
    const state: 'running' | 'ended' | 'failed' = this.error !== null ? 'failed' : this.ended ? 'ended' : 'running';
    return {
      name: this.#maskText(name),
      format: statistics.format,
      packets: statistics.packets,
      records: statistics.records,
      skipped: { ...statistics.skipped },
      warnings: statistics.warnings.map(({ text, count }) => ({ text: this.#maskText(text), count })),
      flowsForgottenByReader: statistics.evictedFlows,
      droppedByKernel: dropped(),
      state,
      error: this.error === null ? null : this.#maskText(this.error),
    };
  }

  #count(): void {
    const { statistics, dropped } = this.source;
    for (const [reason, value] of [['kernel', dropped() ?? 0] as const, ...losses({ skipped: statistics.skipped })]) {
      const before = this.#counted.get(reason) ?? 0;
      if (value > before || !this.#counted.has(reason)) this.#metrics.dropped.inc({ reason }, Math.max(0, value - before));
      this.#counted.set(reason, Math.max(value, before));
    }
  }
}
