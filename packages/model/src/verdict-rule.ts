import type { VerdictClass } from './outcome.ts';

/**
 * When a model part says a class, and what that risks, learned from windows of groups that were held out (see
 * calibration/control-risk.ts).
 */
export interface VerdictRule {
  /** A class is said from this probability on; above 1: never. */
  readonly least: Readonly<Record<VerdictClass, number>>;
  /**
   * The share of the windows of a group (a session, a player with a segment length) that is not of the class, but is said to
   * be, on average over groups like those of training: controlled where `least` is above one half, else an estimate. Of VOD it is stated for live traffic alone: other
   * traffic that downloads in bursts is said to be VOD as a rule.
   */
  readonly risk: Readonly<Record<VerdictClass, number>>;
}

/** Says the most probable class, whatever its probability: for what is decided by a rule, and where nothing could be learned. */
export const SAY_ALWAYS: VerdictRule = { least: { live: 0, vod: 0, other: 0 }, risk: { live: 1, vod: 1, other: 1 } };
