import type { Clock } from './clock.ts';

/** The waits of one loop of a player: for some time, or until something wakes it. */
export class Waiting {
  readonly #clock: Clock;
  #resume: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Settles after so many seconds, or once woken. */
  wait(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.#clock.after(seconds, () => this.wake());
      this.#resume = () => {
        forget();
        this.#resume = null;
        resolve();
      };
    });
  }

  wake(): void {
    this.#resume?.();
  }
}
