import type { Calibration } from '../model.ts';
import { setCount, sumSets } from './class-sets.ts';

/**
 * Probabilities below this count as this. A hundred trees that agree do not prove more than about one in a hundred, but
 * ln 0 would claim it; the fit sees the same floor, so its slope decides how far the answer goes.
 */
export const PROBABILITY_FLOOR = 1e-3;

/**
 * Calibrated probabilities: softmax(slope · ln max(p, floor) + bias). Classes of one set are calibrated as one, with the bias
 * of the first, and share its probability as the forest divides it.
 * @param probabilities rows × classes, row by row, as the forest gives them; as many classes as there are biases
 * @param sets number of each class's set (see classSets); default: every class alone
 * @returns rows × classes; every row sums to 1
 * @throws RangeError if the length is not a multiple of the number of classes
 */
export function calibrate({ slope, bias }: Calibration, probabilities: Float64Array, sets: Uint8Array = Uint8Array.from(bias.keys())): Float64Array {
  const classes = bias.length;
  if (probabilities.length % classes !== 0) {
    throw new RangeError(`probabilities: expected rows of ${classes}, found ${probabilities.length} values`);
  }
  const count = setCount(sets);
  const sums = sumSets(probabilities, sets);
  const within = new Float64Array(probabilities.length);
  for (let i = 0; i < within.length; i++) within[i] = Math.max(probabilities[i]!, PROBABILITY_FLOOR);
  const parts = sumSets(within, sets);
  const result = new Float64Array(probabilities.length);
  // Reasons ask for thousands of rows: one place to work in serves them all.
  const after = new Float64Array(count);
  const biasOfSet = Float64Array.from(after, (_, set) => bias[sets.indexOf(set)]!);
  for (let row = 0; row < probabilities.length / classes; row++) {
    for (let set = 0; set < count; set++) after[set] = slope * logProbability(sums[row * count + set]!) + biasOfSet[set]!;
    softmax(after);
    for (let c = 0; c < classes; c++) {
      const at = row * classes + c;
      const set = sets[c]!;
      result[at] = after[set]! * (within[at]! / parts[row * count + set]!);
    }
  }
  return result;
}

/** ln of a probability, or of the floor below it. */
export function logProbability(probability: number): number {
  return Math.log(probability > PROBABILITY_FLOOR ? probability : PROBABILITY_FLOOR);
}

/** Replaces each value by exp(value) ÷ their sum; the largest is taken off first, so that nothing overflows. */
export function softmax(values: Float64Array): void {
  let largest = -Infinity;
  for (const value of values) if (value > largest) largest = value;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] = Math.exp(values[i]! - largest);
    sum += values[i]!;
  }
  for (let i = 0; i < values.length; i++) values[i]! /= sum;
}
