import type { PeakConditions, Peaks } from '../kernels.ts';
import { dropCloserThan } from './distance.ts';
import { prominences } from './prominence.ts';

/**
 * Local maxima with plateaus, then the conditions in scipy's order (scipy/signal/_peak_finding.py: find_peaks).
 * Prominence needs every maximum, also those that a condition drops: they are where a peak's stretch ends.
 */
export function findPeaks(series: Float64Array, conditions: PeakConditions = {}): Peaks {
  const { minHeight = -Infinity, minDistance = 1, minProminence = -Infinity } = conditions;
  const { index, leftEdge, rightEdge, height } = localMaxima(series);
  const keep = new Uint8Array(index.length);
  for (let peak = 0; peak < keep.length; peak++) keep[peak] = height[peak]! >= minHeight ? 1 : 0;
  if (minDistance > 1) dropCloserThan(minDistance, index, height, keep);
  const { prominence, leftBase, rightBase } = prominences(series, index);

  let kept = 0;
  for (let peak = 0; peak < keep.length; peak++) {
    if (keep[peak] === 0 || !(prominence[peak]! >= minProminence)) continue;
    index[kept] = index[peak]!;
    leftEdge[kept] = leftEdge[peak]!;
    rightEdge[kept] = rightEdge[peak]!;
    leftBase[kept] = leftBase[peak]!;
    rightBase[kept] = rightBase[peak]!;
    height[kept] = height[peak]!;
    prominence[kept] = prominence[peak]!;
    kept++;
  }
  return {
    index: index.slice(0, kept),
    leftEdge: leftEdge.slice(0, kept),
    rightEdge: rightEdge.slice(0, kept),
    height: height.slice(0, kept),
    prominence: prominence.slice(0, kept),
    leftBase: leftBase.slice(0, kept),
    rightBase: rightBase.slice(0, kept),
  };
}

/** Samples, or runs of equal samples, with a lower neighbour on either side (_peak_finding_utils.pyx: _local_maxima_1d). */
function localMaxima(series: Float64Array) {
  const most = series.length >>> 1;
  const index = new Int32Array(most);
  const leftEdge = new Int32Array(most);
  const rightEdge = new Int32Array(most);
  const height = new Float64Array(most);
  const last = series.length - 1;
  let count = 0;
  for (let i = 1; i < last; i++) {
    const value = series[i]!;
    if (!(series[i - 1]! < value)) continue;
    let ahead = i + 1;
    while (ahead < last && series[ahead] === value) ahead++;
    if (!(series[ahead]! < value)) continue;
    index[count] = (i + ahead - 1) >>> 1;
    leftEdge[count] = i;
    rightEdge[count] = ahead - 1;
    height[count] = value;
    count++;
    i = ahead; // lower than the peak, so it cannot start another
  }
  return {
    index: index.subarray(0, count),
    leftEdge: leftEdge.subarray(0, count),
    rightEdge: rightEdge.subarray(0, count),
    height: height.subarray(0, count),
  };
}
