/** What happens if only predictions of at least a confidence are given. */
export interface CoveragePoint {
  readonly threshold: number;
  /** Share of rows with a prediction. */
  readonly coverage: number;
  /** Share of those whose prediction is right. */
  readonly selectiveAccuracy: number;
}

/**
 * Accuracy against coverage as the threshold falls, one point for each distinct confidence (El-Yaniv and Wiener, "On
 * the foundations of noise-free selective classification", JMLR 2010).
 * @param confidence probability of the predicted class, one a row
 * @param right 1 where the prediction is right, else 0
 * @returns by ascending coverage, the last point at coverage 1; empty without rows
 */
export function coverageCurve(confidence: Float64Array, right: Uint8Array): CoveragePoint[] {
  const order = Int32Array.from(confidence.keys()).sort((a, b) => confidence[b]! - confidence[a]!);
  const points: CoveragePoint[] = [];
  let rights = 0;
  for (let i = 0; i < order.length; i++) {
    rights += right[order[i]!]!;
    const threshold = confidence[order[i]!]!;
    if (i + 1 < order.length && confidence[order[i + 1]!] === threshold) continue;
    points.push({ threshold, coverage: (i + 1) / order.length, selectiveAccuracy: rights / (i + 1) });
  }
  return points;
}
