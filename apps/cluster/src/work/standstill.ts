import type { PartitionFunction } from './partition-function.ts';

/** A tap that keeps others waiting for so long is told of. */
const LONG = 60_000; // ms on the wall

/** Knows when a partition has stood still for long, because a tap says nothing that others wait for. */
export class Standstill {
  readonly #work: Pick<PartitionFunction, 'awaited' | 'summary'>;
  #now: number | null = null;
  #since = performance.now();
  #told = false;

  constructor(work: Pick<PartitionFunction, 'awaited' | 'summary'>) {
    this.#work = work;
  }

  /** To be asked now and then. @param long ms @returns what to tell a person, once each time; null: nothing */
  look(long = LONG): string | null {
    const { awaited, summary } = this.#work;
    const now = performance.now();
    if (awaited.length === 0 || summary.now !== this.#now) {
      this.#now = summary.now;
      this.#since = now;
      this.#told = false;
      return null;
    }
    if (this.#told || now - this.#since < long) return null;
    this.#told = true;
    return `nothing is judged since ${Math.round(long / 1000)} s, because others wait for tap ${awaited.join(' and tap ')}: send its capture once more, or end it by tunnelscope nats forget ${awaited[0]}`;
  }
}
