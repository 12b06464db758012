import { type Confusion, hits, predictedAs, support, total } from './confusion.ts';

/** Share of rows predicted as their class; unknown counts as wrong. Null without rows. */
export function accuracy(matrix: Confusion): number | null {
  let right = 0;
  for (let label = 0; label < matrix.classes; label++) right += hits(matrix, label);
  return ratio(right, total(matrix));
}

/**
 * Mean of the classes' recalls, unknown counting as wrong (Brodersen et al., "The balanced accuracy and its posterior
 * distribution", ICPR 2010). Null unless at least two classes have rows; classes without rows are left out.
 */
export function balancedAccuracy(matrix: Confusion): number | null {
  let sum = 0;
  let present = 0;
  for (let label = 0; label < matrix.classes; label++) {
    const share = recall(matrix, label);
    if (share === null) continue;
    sum += share;
    present++;
  }
  return present > 1 ? sum / present : null;
}

/** Of the rows predicted as the class, the share that are of it. Null if none was predicted as it. */
export function precision(matrix: Confusion, label: number): number | null {
  return ratio(hits(matrix, label), predictedAs(matrix, label));
}

/** Of the rows of the class, the share predicted as it. Null if it has no rows. */
export function recall(matrix: Confusion, label: number): number | null {
  return ratio(hits(matrix, label), support(matrix, label));
}

/** Harmonic mean of precision and recall, 2·hits ÷ (rows + predictions). Null if the class has neither rows nor predictions. */
export function f1(matrix: Confusion, label: number): number | null {
  return ratio(2 * hits(matrix, label), support(matrix, label) + predictedAs(matrix, label));
}

/** Share of rows that have a prediction other than unknown. Null without rows. */
export function coverage(matrix: Confusion): number | null {
  const all = total(matrix);
  return ratio(all - predictedAs(matrix, matrix.classes), all);
}

/** Accuracy among the rows that have a prediction other than unknown. Null if none has. */
export function selectiveAccuracy(matrix: Confusion): number | null {
  let right = 0;
  for (let label = 0; label < matrix.classes; label++) right += hits(matrix, label);
  return ratio(right, total(matrix) - predictedAs(matrix, matrix.classes));
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
