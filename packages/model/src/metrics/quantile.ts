/**
 * Quantile of values by linear interpolation between order statistics (type 7 of Hyndman and Fan, "Sample quantiles in
 * statistical packages", 1996; numpy's default).
 * @param share 0 … 1
 * @returns null without values, and between −∞ and ∞
 * @throws RangeError for a share outside 0 … 1, or a value that is not a number
 */
export function quantile(values: ArrayLike<number>, share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`quantile: expected a share of 0 to 1, found ${share}`);
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return null;
  if (Number.isNaN(sorted.at(-1))) throw new RangeError('quantile: expected numbers, found NaN');
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  if (position === below || low === high) return low;
  const value = low + (position - below) * (high - low);
  return Number.isNaN(value) ? null : value;
}

/** Middle value, or the mean of the two middle ones. Null without values. */
export function median(values: ArrayLike<number>): number | null {
  return quantile(values, 0.5);
}
