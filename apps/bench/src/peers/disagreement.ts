/**
 * The first number that two results differ in by more than a relative tolerance, in words; null if they agree. Numbers
 * below `floor` in size are compared as if they were `floor`: rounding leaves something where nothing should be.
 */
export function findDisagreement(ours: Float64Array, theirs: Float64Array, tolerance: number): string | null {
  if (ours.length !== theirs.length) return `${theirs.length} numbers beside our ${ours.length}`;
  let largest = 0;
  for (const value of ours) largest = Math.max(largest, Math.abs(value));
  const floor = tolerance === 0 ? 0 : 1e-3 * largest;
  for (let i = 0; i < ours.length; i++) {
    const [a, b] = [ours[i]!, theirs[i]!];
    if (!(Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), floor))) return `number ${i} is ${b} beside our ${a}`;
  }
  return null;
}
