/**
 * Row weights such that no group dominates: every group (of one class) weighs the same, however many rows it has, and
 * with `balanced` every class weighs the same, however many groups it has. They sum to the number of rows.
 * @param groups group of each row
 * @param labels class of each row
 */
export function groupWeights(groups: Int32Array, labels: Uint8Array, balanced: boolean): Float64Array {
  const rowsOf = new Map<string, number>();
  const groupsOf = new Map<number, number>();
  const key = (row: number) => `${groups[row]} ${labels[row]}`;
  for (let row = 0; row < groups.length; row++) {
    const rows = rowsOf.get(key(row)) ?? 0;
    if (rows === 0) groupsOf.set(labels[row]!, (groupsOf.get(labels[row]!) ?? 0) + 1);
    rowsOf.set(key(row), rows + 1);
  }
  const weights = Float64Array.from(groups, (_, row) => 1 / (rowsOf.get(key(row))! * (balanced ? groupsOf.get(labels[row]!)! : 1)));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => (weight * groups.length) / sum);
}

/** Correlation of windows of one group: of about ten, the further ones say little that is new. */
const CORRELATION = 0.1;

/**
 * Row weights as numbers of independent observations: n rows of a group and class are worth n ÷ (1 + (n − 1) ρ) of them
 * (the design effect of cluster samples; Kish, "Survey Sampling", 1965). With `balanced` the classes are weighed against
 * each other until they weigh the same, and sum to what they did.
 * @param groups group of each row @param labels class of each row
 */
export function observationWeights(groups: Int32Array, labels: Uint8Array, balanced: boolean): Float64Array {
  const rowsOf = new Map<string, number>();
  const key = (row: number) => `${groups[row]} ${labels[row]}`;
  for (let row = 0; row < groups.length; row++) rowsOf.set(key(row), (rowsOf.get(key(row)) ?? 0) + 1);
  const weights = Float64Array.from(groups, (_, row) => 1 / (1 + (rowsOf.get(key(row))! - 1) * CORRELATION));
  if (!balanced) return weights;
  const classSums = new Map<number, number>();
  for (const [row, weight] of weights.entries()) classSums.set(labels[row]!, (classSums.get(labels[row]!) ?? 0) + weight);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight, row) => (weight * sum) / (classSums.size * classSums.get(labels[row]!)!));
}
