/** A window within a block, in seconds from the block's start. */
export interface Cut {
  readonly start: number;
  readonly seconds: number;
}

/** How a flow is cut into windows: packets are kept for one block at a time, then cut and forgotten. */
export interface WindowPlan {
  readonly blockSeconds: number;
  /** The windows of block 0, 1, …, in ascending order of their end. */
  cuts(block: number): readonly Cut[];
}

/** Windows of equal length, one after the other from the flow's first packet. @throws RangeError unless seconds > 0 */
export function fixedWindows(seconds: number): WindowPlan {
  if (!(seconds > 0 && seconds < Infinity)) throw new RangeError(`window: expected a number of seconds above 0, found ${seconds}`);
  const cuts = [{ start: 0, seconds }];
  return { blockSeconds: seconds, cuts: () => cuts };
}

const FIRST_MINUTE: readonly Cut[] = [5, 10, 15, 20, 30, 45, 60].map((seconds) => ({ start: 0, seconds }));
const LATER_MINUTE: readonly Cut[] = [{ start: 0, seconds: 60 }];

/** What a verdict on a flow is made from: its first 5, 10, 15, 20, 30, 45 and 60 s, for an early answer, then every further minute. */
export const VERDICT_WINDOWS: WindowPlan = {
  blockSeconds: 60,
  cuts: (block) => (block === 0 ? FIRST_MINUTE : LATER_MINUTE),
};
