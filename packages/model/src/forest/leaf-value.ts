/** Leaf probabilities are multiples of 1 / LEAF_STEPS. */
export const LEAF_STEPS = 2 ** 15;

/**
 * Writes class weights ÷ their sum to value[offset …], as multiples of 2^-15 that sum to exactly 1 (rounded down, the
 * missing steps given to the largest remainders, the first of equal ones first). Such values are exact in float32, any
 * sum of them over trees is exact in float64, and they take two bytes in a model file.
 * @param weights one a class, ≥ 0, their sum > 0
 */
export function writeLeafValue(weights: Float64Array, value: Float32Array, offset: number): void {
  const classes = weights.length;
  let total = 0;
  for (const weight of weights) total += weight;
  const remainder = new Float64Array(classes);
  let missing = LEAF_STEPS;
  for (let c = 0; c < classes; c++) {
    const steps = (weights[c]! / total) * LEAF_STEPS;
    const whole = Math.min(Math.floor(steps), missing);
    remainder[c] = steps - whole;
    missing -= whole;
    value[offset + c] = whole / LEAF_STEPS;
  }
  while (missing > 0) {
    let largest = 0;
    for (let c = 1; c < classes; c++) if (remainder[c]! > remainder[largest]!) largest = c;
    remainder[largest] = -1;
    value[offset + largest]! += 1 / LEAF_STEPS;
    missing--;
  }
}
