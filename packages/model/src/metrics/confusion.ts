/**
 * Confusion matrix: counts (or weights) of rows by true and by predicted class.
 * A prediction of −1 is "unknown": it has a column of its own, the last one.
 */
export interface Confusion {
  readonly classes: number;
  /** classes × (classes + 1), row = true class, column = predicted class, the last column unknown. */
  readonly counts: Float64Array;
}

/** A prediction that was withheld. */
export const UNKNOWN = -1;

/** Class numbers, one a row. Predictions may be −1 (unknown) in an Int8Array or Int32Array. */
export type ClassColumn = Uint8Array | Int8Array | Int32Array;

/**
 * @param truth class of each row, 0 … classes − 1
 * @param predicted predicted class of each row, −1 for unknown
 * @param weights one a row; 1 if left out
 * @throws RangeError for different lengths or a class outside 0 … classes − 1
 */
export function confusion(truth: ClassColumn, predicted: ClassColumn, classes: number, weights?: Float64Array): Confusion {
  if (truth.length !== predicted.length) {
    throw new RangeError(`predicted: expected ${truth.length} rows, found ${predicted.length}`);
  }
  const counts = new Float64Array(classes * (classes + 1));
  for (let row = 0; row < truth.length; row++) {
    const actual = truth[row]!;
    const guess = predicted[row]!;
    if (actual < 0 || actual >= classes) throw new RangeError(`truth, row ${row}: expected 0 to ${classes - 1}, found ${actual}`);
    if (guess < UNKNOWN || guess >= classes) {
      throw new RangeError(`predicted, row ${row}: expected −1 to ${classes - 1}, found ${guess}`);
    }
    counts[actual * (classes + 1) + (guess === UNKNOWN ? classes : guess)]! += weights?.[row] ?? 1;
  }
  return { classes, counts };
}

/** Rows of a true class. */
export function support({ classes, counts }: Confusion, actual: number): number {
  let sum = 0;
  for (let column = 0; column <= classes; column++) sum += counts[actual * (classes + 1) + column]!;
  return sum;
}

/** Rows of all classes. */
export function total(matrix: Confusion): number {
  let sum = 0;
  for (const count of matrix.counts) sum += count;
  return sum;
}

/** Rows that were predicted as a class. */
export function predictedAs({ classes, counts }: Confusion, guess: number): number {
  let sum = 0;
  for (let actual = 0; actual < classes; actual++) sum += counts[actual * (classes + 1) + guess]!;
  return sum;
}

/** Rows of a class that were predicted as it. */
export function hits({ classes, counts }: Confusion, label: number): number {
  return counts[label * (classes + 1) + label]!;
}
