/** A point of a ROC curve: all rows with a score of at least the threshold are called positive. */
export interface RocPoint {
  readonly threshold: number;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

/**
 * Receiver operating characteristic, one point for each distinct score after the point (0, 0) at threshold +Infinity
 * (Fawcett, "An introduction to ROC analysis", 2006).
 * @param scores one a row, higher = more likely positive
 * @param positive 1 for rows of the positive class, else 0
 * @param weights one a row; 1 if left out
 * @returns null unless both classes have weight
 * @throws RangeError for a score that is not a number
 */
export function rocCurve(scores: Float64Array, positive: Uint8Array, weights?: Float64Array): RocPoint[] | null {
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
  const points: RocPoint[] = [{ threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 }];
  const sums = [0, 0] as [number, number];
  for (const row of order) {
    if (Number.isNaN(scores[row]!)) throw new RangeError(`scores, row ${row}: expected a number, found NaN`);
    sums[positive[row]! ? 1 : 0] += weights?.[row] ?? 1;
  }
  const [negatives, positives] = sums;
  if (negatives === 0 || positives === 0) return null;
  let [falses, trues] = [0, 0];
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (positive[row]!) trues += weights?.[row] ?? 1;
    else falses += weights?.[row] ?? 1;
    const threshold = scores[row]!;
    if (i + 1 < order.length && scores[order[i + 1]!] === threshold) continue;
    points.push({ threshold, falsePositiveRate: falses / negatives, truePositiveRate: trues / positives });
  }
  return points;
}
