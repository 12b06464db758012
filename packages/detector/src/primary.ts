import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { FlowRecord } from './flow-record.ts';

/** So many lines wait behind those of the heaviest flow, to be written in their order. Beyond that they go first. */
const MOST_WAITING = 1000;

/** A line, and whether it is about the primary flow. */
export interface Marked<Line> {
  readonly line: Line;
  readonly primary: boolean;
}

/**
 * Holds back the lines of the heaviest flow so far, which may or may not turn out to be the primary one, and those that
 * came after them. All others are known not to be primary.
 */
export class HeldBack<Line> {
  readonly #most: number;
  #heaviest: FlowRecord | null = null;
  #lines: Line[] = [];
  #waiting: Line[] = [];

  /** @param most how many lines wait behind those of the heaviest flow at most */
  constructor(most = MOST_WAITING) {
    this.#most = most;
  }

  /**
   * @param record lines of one flow come one after the other
   * @returns lines that need not wait any more, in the order they came unless too many were waiting
   */
  *add(record: FlowRecord, line: Line): Generator<Line, void, undefined> {
    if (record === this.#heaviest) {
      this.#lines.push(line);
    } else if (this.#heaviest === null || bytesOf(record) > bytesOf(this.#heaviest)) {
      yield* this.#lines;
      yield* this.#waiting;
      this.#heaviest = record;
      this.#lines = [line];
      this.#waiting = [];
    } else {
      this.#waiting.push(line);
      if (this.#waiting.length <= this.#most) return;
      yield* this.#waiting;
      this.#waiting = [];
    }
  }

  /** The rest, once there are no more flows. The heaviest one's lines are primary; of several equal ones those of the first. */
  *release(): Generator<Marked<Line>, void, undefined> {
    for (const line of this.#lines) yield { line, primary: true };
    for (const line of this.#waiting) yield { line, primary: false };
  }
}

function bytesOf({ bytesDown, bytesUp }: FlowRecord): number {
  return bytesDown + bytesUp;
}

/** Counts every flow's bytes as they pass by, to know on a stream which one is the heaviest so far. */
export class HeaviestSoFar {
  /** Of each flow that may come again. */
  readonly #bytes = new Map<number, number>();
  #most = 0;

  async *watch(batches: AsyncIterable<CaptureBatch>): AsyncGenerator<CaptureBatch, void, undefined> {
    for await (const batch of batches) {
      const { flow, count } = batch;
      for (let i = 0; i < count; i++) {
        const bytes = batch.kind === 'packets' ? batch.size[i]! : batch.bytesFromA[i]! + batch.bytesFromB[i]!;
        const sum = (this.#bytes.get(flow[i]!) ?? 0) + bytes;
        this.#bytes.set(flow[i]!, sum);
        if (sum > this.#most) this.#most = sum;
      }
      yield batch;
      // Whoever took the batch has asked about these by now.
      for (const number of batch.evictedFlows) this.#bytes.delete(number);
    }
  }

  isPrimary({ flow }: FlowRecord): boolean {
    return this.#bytes.get(flow.number)! >= this.#most;
  }
}
