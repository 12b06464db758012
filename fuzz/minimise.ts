const MOST_TRIALS = 3000;

/**
 * Takes out of a failing input what the failure does not need: pieces of half its length first, single bytes last; then
 * what is left is set to zero where that makes no difference.
 * @param fails whether an input fails in the same way
 */
export async function minimise(bytes: Uint8Array, fails: (bytes: Uint8Array) => Promise<boolean>): Promise<Uint8Array> {
  let smallest = bytes;
  let trials = 0;
  const attempt = async (candidate: Uint8Array): Promise<boolean> => {
    if (trials >= MOST_TRIALS) return false;
    trials++;
    if (!(await fails(candidate))) return false;
    smallest = candidate;
    return true;
  };
  for (let size = bytes.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < smallest.length; ) {
      const without = new Uint8Array(smallest.length - Math.min(size, smallest.length - at));
      without.set(smallest.subarray(0, at));
      without.set(smallest.subarray(at + size), at);
      if (!(await attempt(without))) at += size;
    }
  }
  for (let at = 0; at < smallest.length; at++) {
    if (smallest[at] !== 0) await attempt(smallest.with(at, 0));
  }
  return smallest;
}
