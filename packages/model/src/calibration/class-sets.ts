/**
 * Number of the set that each class of a stage belongs to. Calls and live audio are one set: a verdict calls both live, and
 * a doubt which of them it is must not become a doubt whether it is video.
 */
export function classSets(classes: readonly string[]): Uint8Array {
  const names = classes.map((name) => (name === 'audio' ? 'call' : name));
  const distinct = [...new Set(names)];
  return Uint8Array.from(names, (name) => distinct.indexOf(name));
}

/** How many sets there are. */
export function setCount(sets: Uint8Array): number {
  return 1 + sets.reduce((most, set) => Math.max(most, set), -1);
}

/** Sums of probabilities over the classes of each set. @param probabilities rows × classes @returns rows × sets */
export function sumSets(probabilities: Float64Array, sets: Uint8Array): Float64Array {
  const [classes, count] = [sets.length, setCount(sets)];
  const sums = new Float64Array((probabilities.length / classes) * count);
  for (let i = 0; i < probabilities.length; i++) sums[Math.floor(i / classes) * count + sets[i % classes]!]! += probabilities[i]!;
  return sums;
}
