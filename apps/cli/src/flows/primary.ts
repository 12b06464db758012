import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { FlowRecord } from '@tunnelscope/detector/flow-record';

/** Lines kept until the capture is read to its end, when it is known which flow is the primary one. */
export class HeldBack<Line> {
  readonly #lines: { readonly line: Line; readonly record: number }[] = [];
  #record: FlowRecord | null = null;
  #records = 0;
  #heaviest = 0;
  #most = -1;

  /** @param record lines of one flow come one after the other */
  add(record: FlowRecord, line: Line): void {
    if (record !== this.#record) {
      this.#record = record;
      this.#records++;
      const bytes = record.bytesDown + record.bytesUp;
      if (bytes > this.#most) [this.#most, this.#heaviest] = [bytes, this.#records];
    }
    this.#lines.push({ line, record: this.#records });
  }

  /** All lines in the order they came, the heaviest flow's marked; the first of several. */
  *release(): Generator<{ readonly line: Line; readonly primary: boolean }> {
    for (const { line, record } of this.#lines) yield { line, primary: record === this.#heaviest };
  }
}

/** Counts every flow's bytes as they pass by, to know on a stream which one is the heaviest so far. */
export class HeaviestSoFar {
  readonly #bytes: number[] = [];
  #most = 0;

  async *watch(batches: AsyncIterable<CaptureBatch>): AsyncGenerator<CaptureBatch, void, undefined> {
    for await (const batch of batches) {
      for (const { number } of batch.newFlows) this.#bytes[number] = 0;
      const { flow, count } = batch;
      for (let i = 0; i < count; i++) {
        const bytes = batch.kind === 'packets' ? batch.size[i]! : batch.bytesFromA[i]! + batch.bytesFromB[i]!;
        const sum = this.#bytes[flow[i]!]! + bytes;
        this.#bytes[flow[i]!] = sum;
        if (sum > this.#most) this.#most = sum;
      }
      yield batch;
    }
  }

  isPrimary({ flow }: FlowRecord): boolean {
    return this.#bytes[flow.number]! >= this.#most;
  }
}
