import type { StateArchive } from '@tunnelscope/detector/live/state/state-archive';
import type { TapStream } from './tap-stream.ts';

/** Taps so far behind the partition's time are of another time; they are believed when they have said so for as long. */
const FAR = 60_000; // ms

/** Knows when the partition's time is one that no tap has any more: somebody's clock was ahead, and went or was mended. */
export class Behind {
  /** Epoch ms of the first sweep behind, without one since that was not; null if the last one was not. */
  #since: number | null = null;

  /** @param sweep whose turn it is, epoch ms @param now the partition's time @param taps that have not ended */
  isHopeless(sweep: number, now: number, taps: readonly TapStream[]): boolean {
    // How long something has been so is said by none that reads a file.
    if (taps.every(({ finite, reached }) => finite || reached !== sweep)) return false;
    const isOf = (tap: TapStream) => tap.queue.length > 0 && tap.told >= now - FAR;
    if (sweep >= now - FAR || taps.some(isOf)) {
      this.#since = null;
      return false;
    }
    this.#since = Math.min(sweep, this.#since ?? sweep);
    if (sweep < this.#since + FAR) return false;
    this.#since = null;
    return true;
  }

  archive(state: StateArchive): void {
    this.#since = state.perhaps(this.#since);
  }
}
