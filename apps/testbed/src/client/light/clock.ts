/** Time for a player; tests bring their own. */
export interface Clock {
  /** Seconds. */
  now(): number;
  /** Calls `then` once, in so many seconds. @returns a function that forgets it */
  after(seconds: number, then: () => void): () => void;
}

export const CLOCK: Clock = {
  now: () => performance.now() / 1000,
  after(seconds, then) {
    const timer = setTimeout(then, seconds * 1000);
    return () => clearTimeout(timer);
  },
};
