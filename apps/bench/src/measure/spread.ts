import { quantile } from '@tunnelscope/model/metrics/quantile';

/** The middle of some measurements and the range that holds the middle 80 % of them. */
export interface Spread {
  readonly median: number;
  /** 10th percentile, interpolated between neighbours. */
  readonly low: number;
  /** 90th percentile. */
  readonly high: number;
}

/** @throws RangeError without values */
export function spreadOf(values: readonly number[]): Spread {
  const at = (share: number) => {
    const value = quantile(values, share);
    if (value === null) throw new RangeError('spread: expected at least one value, found none');
    return value;
  };
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}

/**
 * How many times `base` each `other` is, pair by pair: what slowed a pair as a whole does not count.
 * @throws RangeError if the columns differ in length, or a base is not positive (the clock was too coarse for it)
 */
export function pairRatios(other: readonly number[], base: readonly number[]): number[] {
  if (other.length !== base.length) throw new RangeError(`pairs: ${other.length} values beside ${base.length}`);
  return other.map((value, i) => {
    if (!(base[i]! > 0)) throw new RangeError(`pair ${i}: expected a base above 0, found ${base[i]}`);
    return value / base[i]!;
  });
}
