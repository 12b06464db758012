/** So many of the largest values are found without sorting the others. */
const FEW = 32;

/**
 * The q-th percentile (0 … 100) by linear interpolation between order statistics, as numpy.percentile computes it to the bit.
 * NaN for no values.
 */
export function percentile(values: Float64Array, q: number): number {
  const { length } = values;
  const position = rankOfPercentile(length, q);
  const below = Math.floor(position);
  const largest = length - below;
  // Of a high percentile only the few largest values have to be told from the others.
  const sorted = largest <= FEW ? largestOf(values, largest) : values.slice().sort();
  const place = largest <= FEW ? 0 : below;
  return interpolate(sorted[place] ?? Number.NaN, sorted[Math.min(place + 1, sorted.length - 1)] ?? Number.NaN, position - below);
}

/** The `count` largest values, ascending. */
function largestOf(values: Float64Array, count: number): Float64Array {
  const kept = values.slice(0, count).sort();
  for (let i = count; i < values.length; i++) {
    const value = values[i]!;
    if (value <= kept[0]!) continue;
    let at = 1;
    for (; at < count && kept[at]! < value; at++) kept[at - 1] = kept[at]!;
    kept[at - 1] = value;
  }
  return kept;
}

/** The middle value, or the mean of the middle two; NaN for no values. */
export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Where the q-th percentile of n values lies among them, from 0. */
export function rankOfPercentile(n: number, q: number): number {
  return (n - 1) * (q / 100);
}

/** a + (b − a)·t, from the nearer end: thresholds are compared with the result, so its last bit matters. */
export function interpolate(a: number, b: number, t: number): number {
  const difference = b - a;
  return t < 0.5 ? a + difference * t : b - difference * (1 - t);
}
