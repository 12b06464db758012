import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { CaptureStatistics } from '@tunnelscope/capture/statistics';

/** A capture of which the first batch is already there, and what its rows tell beside the count of its packets. */
export class CountedRows {
  /** Whether there were more rows than packets so far: packets of more than 65,535 bytes stand as several. */
  giants = false;
  readonly #first: IteratorResult<CaptureBatch, void>;
  readonly #rest: AsyncIterable<CaptureBatch>;
  readonly #statistics: CaptureStatistics;
  #rows = 0;

  /** @param statistics kept current by whoever reads */
  constructor(first: IteratorResult<CaptureBatch, void>, rest: AsyncIterable<CaptureBatch>, statistics: CaptureStatistics) {
    this.#first = first;
    this.#rest = rest;
    this.#statistics = statistics;
  }

  /** All of it; can be taken once. */
  async *batches(): AsyncGenerator<CaptureBatch, void, undefined> {
    if (this.#first.done) return;
    yield this.#count(this.#first.value);
    for await (const batch of this.#rest) yield this.#count(batch);
  }

  #count(batch: CaptureBatch): CaptureBatch {
    this.#rows += batch.count;
    if (batch.kind === 'packets' && this.#rows > this.#statistics.packets) this.giants = true;
    return batch;
  }
}
