import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';

const EVERYTHING = 2 ** 30;

/** How an input is handed to a decoder: in pieces of which sizes, and when its columns are taken before they are full. */
export class Chunks {
  readonly #random: Random;
  #most = EVERYTHING;
  #takes = false;

  constructor(random: Random) {
    this.#random = random;
  }

  /** All at once, columns taken when they are full. */
  whole(): void {
    this.#most = EVERYTHING;
    this.#takes = false;
  }

  /** Chosen anew: single bytes are rare because they are slow. */
  choose(input: FuzzInput): void {
    const choice = this.#random.below(64);
    const most = choice === 0 ? 1 : choice < 4 ? 16 : choice < 32 ? 128 : choice < 48 ? 1500 : EVERYTHING;
    this.#most = most === 1 && input.length > 4096 ? 16 : most;
    this.#takes = this.#random.oneIn(2);
  }

  /** Bytes of the next piece. */
  next(): number {
    return this.#most === 1 || this.#most === EVERYTHING ? this.#most : this.#random.between(1, this.#most);
  }

  /** Whether the columns are taken now that the decoder waits for more bytes. */
  take(): boolean {
    return this.#takes && this.#random.oneIn(4);
  }

  /** Whether the caller takes full columns by name, or just goes on. */
  takeFull(): boolean {
    return !this.#takes;
  }

  /** Whether waiting bytes are moved to the front of the decoder's input although there is room behind them. */
  move(): boolean {
    return this.#most !== EVERYTHING && this.#random.oneIn(8);
  }
}
