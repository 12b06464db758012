import type { PeakConditions, Peaks } from '../kernels.ts';
import { dropCloserThan } from './distance.ts';
import { prominences } from './prominence.ts';

/**
 * Local maxima with plateaus, then the conditions in scipy's order (scipy/signal/_peak_finding.py: find_peaks).
 * Prominence needs every maximum, also those that a condition drops: they are where a peak's stretch ends.
 */
export function findPeaks(series: Float64Array, conditions: PeakConditions = {}): Peaks {
  const { minHeight = -Infinity, minDistance = 1, minProminence = -Infinity } = conditions;
  const maxima = localMaxima(series);
  const heights = Float64Array.from(maxima.index, (sample) => series[sample]!);
  const keep = new Uint8Array(heights.length);
  for (let peak = 0; peak < keep.length; peak++) keep[peak] = heights[peak]! >= minHeight ? 1 : 0;
  if (minDistance > 1) dropCloserThan(minDistance, maxima.index, heights, keep);
  const { prominence, leftBase, rightBase } = prominences(series, maxima.index);
  for (let peak = 0; peak < keep.length; peak++) if (!(prominence[peak]! >= minProminence)) keep[peak] = 0;

  const kept = (_: number, peak: number) => keep[peak] === 1;
  return {
    index: maxima.index.filter(kept),
    leftEdge: maxima.leftEdge.filter(kept),
    rightEdge: maxima.rightEdge.filter(kept),
    height: heights.filter(kept),
    prominence: prominence.filter(kept),
    leftBase: leftBase.filter(kept),
    rightBase: rightBase.filter(kept),
  };
}

/** Samples, or runs of equal samples, with a lower neighbour on either side (_peak_finding_utils.pyx: _local_maxima_1d). */
function localMaxima(series: Float64Array) {
  const most = series.length >>> 1;
  const index = new Int32Array(most);
  const leftEdge = new Int32Array(most);
  const rightEdge = new Int32Array(most);
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
    count++;
    i = ahead; // lower than the peak, so it cannot start another
  }
  return { index: index.slice(0, count), leftEdge: leftEdge.slice(0, count), rightEdge: rightEdge.slice(0, count) };
}
