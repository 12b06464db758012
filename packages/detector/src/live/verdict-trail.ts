import { classOf, OUTCOMES, VERDICT_CLASSES, type VerdictClass } from '@tunnelscope/model/outcome';
import type { StateArchive } from './state/state-archive.ts';

/** What was believed at one time. */
export interface TrailPoint {
  /** Epoch ms. */
  readonly time: number;
  readonly probabilities: Readonly<Record<VerdictClass, number>>;
}

const MOST_POINTS = 64;
const FIRST_CAPACITY = 4;
const COLUMNS = 1 + VERDICT_CLASSES.length;

/** The probabilities of a flow's last steps, for a picture of them. */
export class VerdictTrail {
  #columns = new Float64Array(COLUMNS * FIRST_CAPACITY);
  #count = 0;

  /** Bytes of memory. */
  get footprint(): number {
    return this.#columns.byteLength;
  }

  /** Writes or reads all points. */
  archive(state: StateArchive): void {
    this.#columns = state.doubles(this.#columns);
    this.#count = state.number(this.#count);
  }

  /** @param time epoch ms @param outcomes probabilities of OUTCOMES */
  add(time: number, outcomes: Float64Array): void {
    const capacity = this.#columns.length / COLUMNS;
    if (this.#count >= capacity && capacity < MOST_POINTS) {
      const larger = new Float64Array(2 * this.#columns.length);
      larger.set(this.#columns);
      this.#columns = larger;
    }
    const row = COLUMNS * (this.#count++ % (this.#columns.length / COLUMNS));
    this.#columns.fill(0, row, row + COLUMNS);
    this.#columns[row] = time;
    for (const [i, outcome] of OUTCOMES.entries()) this.#columns[row + 1 + VERDICT_CLASSES.indexOf(classOf(outcome))]! += outcomes[i]!;
  }

  /** Oldest first. */
  points(): TrailPoint[] {
    const capacity = this.#columns.length / COLUMNS;
    const length = Math.min(this.#count, capacity);
    return Array.from({ length }, (_, i) => {
      const row = COLUMNS * ((this.#count - length + i) % capacity);
      const [time, live, vod, other] = this.#columns.subarray(row, row + COLUMNS) as unknown as [number, number, number, number];
      return { time, probabilities: { live, vod, other } };
    });
  }
}
