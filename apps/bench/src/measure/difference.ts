/**
 * Where two results differ, as "path: this and that"; null if they are the same. Numbers are the same by Object.is, so
 * that NaN equals itself and −0 is not 0; arrays, typed arrays and plain objects are the same if all within them is.
 */
export function findDifference(a: unknown, b: unknown, path = 'result'): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return `${path}: ${show(a)} and ${show(b)}`;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return `${path}: ${a.constructor?.name} and ${b.constructor?.name}`;
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  if (keysA.length !== keysB.length) return `${path}: ${keysA.length} and ${keysB.length} elements`;
  for (const key of keysA) {
    if (!Object.hasOwn(b, key)) return `${path}.${key}: only in the first`;
    const found = findDifference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

function show(value: unknown): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
