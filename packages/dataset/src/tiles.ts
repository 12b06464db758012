import { type Cut, VERDICT_WINDOWS, type WindowPlan } from '@tunnelscope/detector/window-plan';

/** The window lengths that models are trained on, in seconds; each divides the last. */
export const TILE_SECONDS: readonly number[] = [5, 10, 30, 60];

/** Tiles of every length of TILE_SECONDS, and what a verdict on a flow is made from besides. */
export function labelledWindows(): WindowPlan {
  const plan = tiles(TILE_SECONDS);
  return {
    blockSeconds: plan.blockSeconds,
    cuts: (block) => {
      const cuts = plan.cuts(block);
      const further = VERDICT_WINDOWS.cuts(block).filter(({ start, seconds }) => !cuts.some((cut) => cut.start === start && cut.seconds === seconds));
      return [...cuts, ...further].sort(byEnd);
    },
  };
}

/** Every block cut into windows of each length, side by side. The longest is the block; the others must divide it. */
export function tiles(lengths: readonly number[]): WindowPlan {
  const blockSeconds = Math.max(...lengths);
  const cuts: Cut[] = [];
  for (const seconds of lengths) {
    if (blockSeconds % seconds !== 0) throw new RangeError(`window lengths: expected divisors of ${blockSeconds}, found ${seconds}`);
    for (let start = 0; start < blockSeconds; start += seconds) cuts.push({ start, seconds });
  }
  cuts.sort(byEnd);
  return { blockSeconds, cuts: () => cuts };
}

function byEnd(a: Cut, b: Cut): number {
  return a.start + a.seconds - (b.start + b.seconds) || a.seconds - b.seconds;
}
