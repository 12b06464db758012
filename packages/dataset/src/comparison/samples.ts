/** Rows that a classifier learns from: no value missing, every class among the labels. */
export interface Samples {
  /** rows × columns, row by row. */
  readonly features: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** 0 … classes − 1. */
  readonly labels: Uint8Array;
  readonly classes: number;
  /** Only the project's own forests can weigh rows. */
  readonly weights: Float64Array;
  /** See StageRows; only the project's own forests know it. */
  readonly monotone: Int8Array | null;
}

/** What has learnt. */
export interface Fitted {
  /** @param features rows × columns @returns the class of each row */
  predict(features: Float32Array, rows: number): Uint8Array;
  /** Gives back memory that no garbage collector sees. */
  free(): void;
}

export interface FitOptions {
  readonly trees: number;
  readonly seed: number;
}

/** Rows as arrays of numbers, as the libraries want them. */
export function rowArrays(features: Float32Array, rows: number): number[][] {
  const columns = features.length / rows;
  return Array.from({ length: rows }, (_, row) => Array.from(features.subarray(row * columns, (row + 1) * columns)));
}
