import { logProbability, softmax } from './calibrate.ts';

/** Rows to calibrate on: their logarithms of probabilities, rows × classes, and their classes. */
export interface CalibrationRows {
  readonly classes: number;
  readonly log: Float64Array;
  readonly labels: Uint8Array | Int32Array;
}

/** @param probabilities rows × classes */
export function calibrationRows(probabilities: Float64Array, labels: Uint8Array | Int32Array, classes: number): CalibrationRows {
  return { classes, log: probabilities.map(logProbability), labels };
}

/** Value of a convex function, its gradient, and its Hessian (n × n). */
export interface Loss {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/**
 * Negative log-likelihood of the labels, plus ridge/2 · ((slope − 1)² + Σ bias²), at `parameters` = slope, then one bias
 * a class. Convex in them, as softmax takes a linear function of them.
 */
export function calibrationLoss(rows: CalibrationRows, parameters: Float64Array, ridge: number): Loss {
  const { classes, log, labels } = rows;
  const n = classes + 1;
  const gradient = parameters.map((value, i) => ridge * (i === 0 ? value - 1 : value));
  const hessian = new Float64Array(n * n);
  for (let i = 0; i < n; i++) hessian[i * n + i] = ridge;
  let value = 0;
  for (const [i, parameter] of parameters.entries()) value += (ridge / 2) * (i === 0 ? parameter - 1 : parameter) ** 2;
  const p = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    const start = row * classes;
    const label = labels[row]!;
    for (let c = 0; c < classes; c++) p[c] = parameters[0]! * log[start + c]! + parameters[c + 1]!;
    softmax(p);
    value -= Math.log(p[label]!);
    let mean = 0;
    let square = 0;
    for (let c = 0; c < classes; c++) {
      mean += p[c]! * log[start + c]!;
      square += p[c]! * log[start + c]! ** 2;
    }
    gradient[0]! += mean - log[start + label]!;
    hessian[0]! += square - mean * mean;
    for (let c = 0; c < classes; c++) {
      gradient[c + 1]! += p[c]! - (c === label ? 1 : 0);
      hessian[(c + 1) * n]! += p[c]! * (log[start + c]! - mean);
      for (let d = 0; d <= c; d++) hessian[(c + 1) * n + d + 1]! += p[c]! * ((c === d ? 1 : 0) - p[d]!);
    }
  }
  return { value, gradient, hessian };
}
