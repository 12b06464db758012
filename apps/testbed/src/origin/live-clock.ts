import { setTimeout as sleep } from 'node:timers/promises';

/** Time as a clock shows it, ms since 1970, and a way to let it pass; tests have their own. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) };

/** How much of a title exists yet. */
export interface Edge {
  /** Seconds of the title that exist. */
  now(): number;
  /** When a place of the title comes into being, ms since 1970. */
  wallTime(seconds: number): number;
  /** Resolves once so much of the title exists. */
  reach(seconds: number): Promise<void>;
}

/**
 * The edge of a live programme. It stands at `startSeconds` when somebody first asks, and moves with the clock from then
 * on: loading a player beforehand does not shift it against the partner on demand.
 */
export function liveEdge(startSeconds: number, clock: Clock): Edge {
  let begun: number | undefined;
  const zero = () => {
    begun ??= clock.now() - 1000 * startSeconds;
    return begun;
  };
  const edge: Edge = {
    now: () => (clock.now() - zero()) / 1000,
    wallTime: (seconds) => zero() + 1000 * seconds,
    reach: async (seconds) => {
      for (let missing = seconds - edge.now(); missing > 0; missing = seconds - edge.now()) await clock.sleep(Math.ceil(1000 * missing));
    },
  };
  return edge;
}

/** On demand everything exists. */
export const wholeTitle: Edge = { now: () => Number.POSITIVE_INFINITY, wallTime: () => 0, reach: async () => {} };
