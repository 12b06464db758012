import type { Kernels } from '@tunnelscope/core/kernels';
import { livenessFromSeconds } from '@tunnelscope/model/features/second';
import type { WindowSample } from '../flow-record.ts';
import { windowSample } from '../window-sample.ts';
import type { StateArchive } from './state/state-archive.ts';
import type { WindowStore } from './window-store.ts';

/** Seconds kept: more than a window and the time from one to the next. */
const CAPACITY = 128;
const COLUMNS = 4; // bytes from a and b, packets from a and b

/** The totals of each of the last seconds. */
export class SecondStore implements WindowStore {
  readonly footprint = 8 * CAPACITY * (COLUMNS + 1);
  #second = new Float64Array(CAPACITY).fill(-1);
  #totals = new Float64Array(CAPACITY * COLUMNS);

  /** @param time epoch ms, anywhere within the second */
  add(time: number, bytesFromA: number, bytesFromB: number, packetsFromA: number, packetsFromB: number): void {
    const second = Math.floor(time / 1000);
    const row = second % CAPACITY;
    if (this.#second[row]! > second) return;
    if (this.#second[row]! < second) this.#totals.fill(0, row * COLUMNS, (row + 1) * COLUMNS);
    this.#second[row] = second;
    for (const [column, value] of [bytesFromA, bytesFromB, packetsFromA, packetsFromB].entries()) this.#totals[row * COLUMNS + column]! += value;
  }

  sample(from: number, to: number, client: 'a' | 'b', kernels: Kernels): WindowSample {
    const first = Math.floor(from / 1000);
    const seconds = Math.round((to - from) / 1000);
    const column = (number: number) =>
      Float64Array.from({ length: seconds }, (_, i) => {
        const row = (first + i) % CAPACITY;
        return this.#second[row] === first + i ? this.#totals[row * COLUMNS + number]! : 0;
      });
    const [down, up] = client === 'b' ? [0, 1] : [1, 0];
    const window = { bytesDown: column(down), bytesUp: column(up), packetsDown: column(2 + down), packetsUp: column(2 + up) };
    const liveness = livenessFromSeconds(window, kernels);
    return windowSample({ start: 0, seconds, liveness, seed: null }, window, kernels);
  }

  archive(state: StateArchive): void {
    this.#second = state.doubles(this.#second);
    this.#totals = state.doubles(this.#totals);
  }

  forget(): void {
    // The oldest second is written over by the newest.
  }
}
