import { Problem } from '../problem/problem.ts';

/** Room for the bodies that are held whole at a time, of all requests together: each of thousands of connections could begin one. */
export class BodyRoom {
  readonly #most: number;
  #held = 0;

  /** @param most bytes */
  constructor(most: number) {
    this.#most = most;
  }

  /** @throws Problem 429 if there is no room for so many bytes more */
  take(bytes: number): void {
    if (this.#held + bytes > this.#most) {
      throw new Problem(429, 'too-many-requests', 'Too many requests', `found ${this.#held} bytes of other bodies at work already, expected room below ${this.#most}; try again in 1 s`, {
        headers: { 'retry-after': '1', connection: 'close' },
      });
    }
    this.#held += bytes;
  }

  giveBack(bytes: number): void {
    this.#held -= bytes;
  }
}
