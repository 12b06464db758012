/** Row numbers by ascending value; equal values in ascending order of row. */
export function sortRows(column: Float32Array): Int32Array {
  return Int32Array.from(column.keys()).sort((a, b) => column[a]! - column[b]! || a - b);
}
