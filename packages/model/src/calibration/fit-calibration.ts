import type { Calibration } from '../model.ts';
import { type CalibrationRows, calibrationLoss, calibrationRows } from './calibration-loss.ts';
import { solvePositiveDefinite } from './solve.ts';

/** Counts as much as one observation against moving the slope from 1 or a bias from 0 by 1. */
const RIDGE = 1;

/**
 * Fits softmax(slope · ln p + bias) to predictions for rows that the forest was not trained on, by maximum likelihood
 * with a small ridge towards "as it is" (slope 1, bias 0). One slope for all classes is temperature scaling (Guo et al.,
 * "On calibration of modern neural networks", ICML 2017), a bias for each class makes it Platt's sigmoid (Platt,
 * "Probabilistic outputs for support vector machines", 1999) for two classes. Where Platt smooths the targets, the ridge
 * keeps separable data from an infinite slope.
 * @param probabilities rows × classes, row by row, as the forest gives them
 * @param labels class of each row
 * @param biased whether the classes have a bias each; without, only how sure an answer is can change, never which it is
 * @returns slope ≥ 0: predictions that are worse than guessing are ignored, never turned round
 * @throws RangeError for sizes that do not fit, labels outside the classes, or values that are no probabilities
 */
export function fitCalibration(
  probabilities: Float64Array,
  labels: Uint8Array | Int32Array,
  classes: number,
  biased = true,
): Calibration {
  checkRows(probabilities, labels, classes);
  const rows = calibrationRows(probabilities, labels, classes);
  const free = Array.from({ length: classes + 1 }, (_, i) => i === 0 || biased);
  let parameters = minimise(rows, free);
  // The loss is convex: if the best slope is negative, the best one that is not negative is 0.
  if (parameters[0]! < 0) parameters = minimise(rows, free.with(0, false));
  return { slope: parameters[0]!, bias: parameters.slice(1) };
}

/**
 * Newton's method with halved steps (Boyd and Vandenberghe, "Convex optimization", section 9.5).
 * @param free which parameters, the slope and then the biases, may move; those that may not are 0
 */
function minimise(rows: CalibrationRows, free: readonly boolean[]): Float64Array {
  const n = free.length;
  let parameters = new Float64Array(n);
  if (free[0]) parameters[0] = 1;
  let loss = calibrationLoss(rows, parameters, RIDGE);
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = loss.gradient.map((value) => -value);
    const hessian = loss.hessian;
    for (let i = 0; i < n; i++) {
      if (free[i]) continue;
      step[i] = 0;
      for (let j = 0; j < n; j++) hessian[j * n + i] = hessian[i * n + j] = i === j ? 1 : 0;
    }
    solvePositiveDefinite(hessian, step);
    // Twice the decrease that the quadratic model promises.
    let decrement = 0;
    for (let i = 0; i < n; i++) decrement -= step[i]! * loss.gradient[i]!;
    if (decrement <= 1e-12 * (1 + loss.value)) break;
    let scale = 1;
    let next = loss;
    let moved = parameters;
    do {
      moved = parameters.map((value, i) => value + scale * step[i]!);
      next = calibrationLoss(rows, moved, RIDGE);
      scale /= 2;
    } while (next.value > loss.value - 1e-4 * scale * decrement && scale > 1e-10);
    if (!(next.value < loss.value)) break;
    parameters = moved;
    loss = next;
  }
  return parameters;
}

function checkRows(probabilities: Float64Array, labels: Uint8Array | Int32Array, classes: number): void {
  if (probabilities.length !== labels.length * classes) {
    throw new RangeError(`probabilities: expected ${labels.length} × ${classes}, found ${probabilities.length}`);
  }
  for (let row = 0; row < labels.length; row++) {
    if (!(labels[row]! >= 0 && labels[row]! < classes)) {
      throw new RangeError(`labels, row ${row}: expected a class of 0 to ${classes - 1}, found ${labels[row]}`);
    }
    for (let c = 0; c < classes; c++) {
      const value = probabilities[row * classes + c]!;
      if (!(value >= 0 && value <= 1)) throw new RangeError(`probabilities, row ${row}: expected 0 to 1, found ${value}`);
    }
  }
}
