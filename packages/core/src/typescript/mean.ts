/**
 * Mean of `count` samples from `first` on, as the distance from the first sample: so a constant series has exactly its own mean.
 * Summed in four lanes, as the WebAssembly twin does.
 */
export function mean(series: Float64Array, first: number, count: number): number {
  const origin = series[first]!;
  const blocks = first + (count & ~3);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = first; i < blocks; i += 4) {
    a += series[i]! - origin;
    b += series[i + 1]! - origin;
    c += series[i + 2]! - origin;
    d += series[i + 3]! - origin;
  }
  let sum = a + c + (b + d);
  for (let i = blocks; i < first + count; i++) sum += series[i]! - origin;
  return origin + sum / count;
}
