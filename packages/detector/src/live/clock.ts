/** The clock on the wall, handed in so that tests and replays have their own. */
export interface WallClock {
  /** Milliseconds, from any fixed moment on. */
  now(): number;
  /** @returns once so many milliseconds have passed, or the signal was given */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The clock of this computer. */
export const WALL_CLOCK: WallClock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
    }),
};
