/**
 * Area under the ROC curve: the probability that a positive row scores higher than a negative one, ties counting half
 * (Mann–Whitney U by midranks; Hanley and McNeil, Radiology 143, 1982).
 * @param scores one a row, higher = more likely positive
 * @param positive 1 for rows of the positive class, else 0
 * @param weights one a row; 1 if left out
 * @returns null unless both classes have weight
 * @throws RangeError for a score that is not a number
 */
export function auc(scores: Float64Array, positive: Uint8Array, weights?: Float64Array): number | null {
  return rankedAuc(scores, positive)(weights);
}

/** The same for many weightings of the same rows, as the bootstrap wants it: the rows are sorted once. */
export function rankedAuc(scores: Float64Array, positive: Uint8Array): (weights?: Float64Array) => number | null {
  const nan = scores.findIndex(Number.isNaN);
  if (nan >= 0) throw new RangeError(`scores, row ${nan}: expected a number, found NaN`);
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
  return (weights) => {
    let [negatives, positives, wins] = [0, 0, 0];
    for (let i = 0; i < order.length; ) {
      const score = scores[order[i]!]!;
      let [tiedNegatives, tiedPositives] = [0, 0];
      for (; i < order.length && scores[order[i]!] === score; i++) {
        const row = order[i]!;
        const weight = weights ? weights[row]! : 1;
        if (positive[row]!) tiedPositives += weight;
        else tiedNegatives += weight;
      }
      wins += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return negatives > 0 && positives > 0 ? wins / (negatives * positives) : null;
  };
}

/**
 * Mean over the classes of the AUC of one against the rest.
 * @param probabilities rows × classes, row by row
 * @param truth class of each row
 * @returns null if no class has both rows and others; classes without rows are left out
 */
export function macroAuc(
  probabilities: Float64Array,
  truth: Uint8Array | Int8Array | Int32Array,
  classes: number,
  weights?: Float64Array,
): number | null {
  let sum = 0;
  let defined = 0;
  for (let label = 0; label < classes; label++) {
    const scores = Float64Array.from(truth, (_, row) => probabilities[row * classes + label]!);
    const area = auc(scores, Uint8Array.from(truth, (actual) => (actual === label ? 1 : 0)), weights);
    if (area === null) continue;
    sum += area;
    defined++;
  }
  return defined > 0 ? sum / defined : null;
}
