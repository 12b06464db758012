import { tooMany } from './rate-limit.ts';

/** Bounds how many of something run at a time. */
export class Slots {
  readonly #most: number;
  readonly #what: string;
  #taken = 0;

  constructor(most: number, what: string) {
    this.#most = most;
    this.#what = what;
  }

  /** @returns what gives the slot back, once however often it is called @throws Problem 429 if all are taken */
  take(): () => void {
    if (this.#taken >= this.#most) throw tooMany(`${this.#most} ${this.#what} at work already`, 1);
    this.#taken++;
    let held = true;
    return () => {
      if (held) this.#taken--;
      held = false;
    };
  }
}
