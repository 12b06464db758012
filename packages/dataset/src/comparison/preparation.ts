import { median } from '@tunnelscope/model/metrics/quantile';

/** What is learnt of each column before a classifier sees it, from training rows alone. */
export interface Preparation {
  /** Stands where a value is missing. */
  readonly fill: Float64Array;
  readonly mean: Float64Array;
  /** 1 for a column that does not vary. */
  readonly deviation: Float64Array;
}

/** @param features rows × columns, NaN where a value is not defined @param standardise else mean 0 and deviation 1 leave values as they are */
export function prepare(features: Float32Array, rows: number, standardise: boolean): Preparation {
  const columns = features.length / rows;
  const [fill, mean, deviation] = [new Float64Array(columns), new Float64Array(columns), new Float64Array(columns).fill(1)];
  for (let c = 0; c < columns; c++) {
    const values = Float64Array.from({ length: rows }, (_, row) => features[row * columns + c]!);
    fill[c] = median(values.filter((value) => !Number.isNaN(value))) ?? 0;
    if (!standardise) continue;
    const filled = values.map((value) => (Number.isNaN(value) ? fill[c]! : value));
    mean[c] = filled.reduce((sum, value) => sum + value, 0) / rows;
    const spread = Math.sqrt(filled.reduce((sum, value) => sum + (value - mean[c]!) ** 2, 0) / rows);
    if (spread > 0) deviation[c] = spread;
  }
  return { fill, mean, deviation };
}

/** The rows with gaps filled and, where it was asked for, standardised. */
export function prepared(features: Float32Array, { fill, mean, deviation }: Preparation): Float32Array {
  return features.map((value, i) => {
    const c = i % fill.length;
    return ((Number.isNaN(value) ? fill[c]! : value) - mean[c]!) / deviation[c]!;
  });
}
