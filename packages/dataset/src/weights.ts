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
