/** Samples strictly between each spike and the next. */
export function spikeGaps(peakIndex: Int32Array): Int32Array {
  const gaps = new Int32Array(peakIndex.length > 1 ? peakIndex.length - 1 : 0);
  for (let i = 0; i < gaps.length; i++) gaps[i] = peakIndex[i + 1]! - peakIndex[i]! - 1;
  return gaps;
}
