import type { WallClock } from '@tunnelscope/detector/live/clock';

/** A sleep that can be cut short, but not to nothing. */
export class Wakeable {
  readonly #clock: WallClock;
  #awake = new AbortController();

  constructor(clock: WallClock) {
    this.#clock = clock;
  }

  wake(): void {
    this.#awake.abort();
  }

  /** @param milliseconds at most @param least in any case, unless the signal is given */
  async sleep(milliseconds: number, least: number, signal: AbortSignal): Promise<void> {
    await this.#clock.sleep(least, signal);
    await this.#clock.sleep(milliseconds - least, AbortSignal.any([signal, this.#awake.signal]));
    this.#awake = new AbortController();
  }
}
