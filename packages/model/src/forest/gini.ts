/**
 * Σ w_c² ÷ Σ w_c of the class weights at `offset`. A node's weighted Gini impurity is its weight minus this, so a split
 * decreases impurity by (purity of left) + (purity of right) − (purity of the node): Breiman, Friedman, Olshen and
 * Stone, "Classification and regression trees", 1984, section 4.3.
 * @returns 0 if there is no weight
 */
export function purity(weights: Float64Array, offset: number, classes: number): number {
  let total = 0;
  let squares = 0;
  for (let c = offset; c < offset + classes; c++) {
    const weight = weights[c]!;
    total += weight;
    squares += weight * weight;
  }
  return total > 0 ? squares / total : 0;
}
