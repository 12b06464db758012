/** What every trainer learns from. */
export interface TrainingData {
  /** rows × columns values, row by row. */
  readonly features: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** Class of each row, 0 … classes − 1. */
  readonly labels: Uint8Array | Int32Array;
  readonly classes: number;
  /**
   * Weight of each row, ≥ 0; class and group weights are folded in by the caller. Rows of weight 0 are left out. Every
   * row weighs 1 if left out.
   */
  readonly weights?: Float64Array;
}

/** Training data, checked, as one array a feature, without the rows of weight 0. */
export interface TrainingSet {
  readonly rows: number;
  readonly classes: number;
  readonly columns: readonly Float32Array[];
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

/**
 * Checks training data and turns it into columns.
 * @throws RangeError naming the row and column of a value that is not finite, a label outside the classes, a negative or
 * non-finite weight, or a size that does not fit the others
 */
export function trainingSet(data: TrainingData): TrainingSet {
  checkSizes(data);
  const { features, columns, classes } = data;
  const kept: number[] = [];
  for (let row = 0; row < data.rows; row++) {
    const label = data.labels[row]!;
    if (label < 0 || label >= classes) {
      throw new RangeError(`labels, row ${row}: expected a class of 0 to ${classes - 1}, found ${label}`);
    }
    const weight = data.weights?.[row] ?? 1;
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`weights, row ${row}: expected a finite weight ≥ 0, found ${weight}`);
    }
    for (let column = 0; column < columns; column++) {
      const value = features[row * columns + column]!;
      if (!Number.isFinite(value)) {
        throw new RangeError(`features, row ${row}, column ${column}: expected a finite number, found ${value}`);
      }
    }
    if (weight > 0) kept.push(row);
  }
  if (kept.length === 0) throw new RangeError('training data: expected a row of weight above 0, found none');
  const rows = Int32Array.from(kept);
  return {
    rows: rows.length,
    classes,
    columns: Array.from({ length: columns }, (_, column) =>
      Float32Array.from(rows, (row) => features[row * columns + column]!),
    ),
    labels: Uint8Array.from(rows, (row) => data.labels[row]!),
    weights: Float64Array.from(rows, (row) => data.weights?.[row] ?? 1),
  };
}

function checkSizes({ features, rows, columns, labels, classes, weights }: TrainingData): void {
  expectInteger('rows', rows, 1, 2 ** 31 - 1);
  expectInteger('columns', columns, 1, 65_535);
  expectInteger('classes', classes, 1, 255);
  if (features.length !== rows * columns) {
    throw new RangeError(`features: expected ${rows} × ${columns} values, found ${features.length}`);
  }
  if (labels.length !== rows) throw new RangeError(`labels: expected ${rows}, found ${labels.length}`);
  if (weights && weights.length !== rows) throw new RangeError(`weights: expected ${rows}, found ${weights.length}`);
}

/** @throws RangeError unless the value is an integer of low … high */
export function expectInteger(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`${name}: expected an integer of ${low} to ${high}, found ${value}`);
  }
}
