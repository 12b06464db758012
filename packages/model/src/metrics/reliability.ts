/** Rows of similar confidence. */
export interface ReliabilityBin {
  readonly rows: number;
  /** Mean probability of the predicted class. */
  readonly confidence: number;
  /** Share of rows whose prediction is right. */
  readonly accuracy: number;
}

/**
 * Reliability curve: rows sorted by confidence (equal ones in order of row), cut into bins whose sizes differ by one at
 * most (equal-mass bins: Nguyen and O'Connor, EMNLP 2015).
 * @param confidence probability of the predicted class, one a row
 * @param right 1 where the prediction is right, else 0
 * @returns at most `bins` bins, none of them empty, by ascending confidence
 */
export function reliabilityCurve(confidence: Float64Array, right: Uint8Array, bins = 15): ReliabilityBin[] {
  const order = Int32Array.from(confidence.keys()).sort((a, b) => confidence[a]! - confidence[b]! || a - b);
  const curve: ReliabilityBin[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const rows = order.subarray(Math.floor((bin * order.length) / bins), Math.floor(((bin + 1) * order.length) / bins));
    if (rows.length === 0) continue;
    let [confidences, rights] = [0, 0];
    for (const row of rows) {
      confidences += confidence[row]!;
      rights += right[row]!;
    }
    curve.push({ rows: rows.length, confidence: confidences / rows.length, accuracy: rights / rows.length });
  }
  return curve;
}

/**
 * Expected calibration error: mean over rows of |accuracy − confidence| of their bin (Naeini, Cooper and Hauskrecht,
 * AAAI 2015; Guo et al., ICML 2017), with equal-mass bins. Null without rows.
 */
export function expectedCalibrationError(confidence: Float64Array, right: Uint8Array, bins = 15): number | null {
  if (confidence.length === 0) return null;
  let sum = 0;
  for (const bin of reliabilityCurve(confidence, right, bins)) sum += bin.rows * Math.abs(bin.accuracy - bin.confidence);
  return sum / confidence.length;
}
