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

/**
 * Shares weight out between rows as they were met and staged ones: in recordings made to differ in liveness alone, rhythm
 * says nothing, and how many of them there are does not say how often their like is met. Within every class rows as they were
 * met sum to `share` of it; a class that has only one of the two is left as it is.
 * @param weights weight of each row @param labels class of each row @param staged 1 for each staged row
 */
export function shareMet(weights: Float64Array, labels: Uint8Array, staged: Uint8Array, share: number): Float64Array {
  const sums = new Map<number, [met: number, staged: number]>();
  for (const [row, weight] of weights.entries()) {
    const of = sums.get(labels[row]!) ?? [0, 0];
    of[staged[row] as 0 | 1] += weight;
    sums.set(labels[row]!, of);
  }
  return weights.map((weight, row) => {
    const of = sums.get(labels[row]!)!;
    if (of[0] === 0 || of[1] === 0) return weight;
    return weight * (staged[row] === 1 ? 1 - share : share) * ((of[0] + of[1]) / of[staged[row] as 0 | 1]);
  });
}
