import type { PeakConditions, Peaks } from '../kernels.ts';
import { dropCloserThan } from './distance.ts';
import { prominences } from './prominence.ts';

/**
 * Local maxima with plateaus, then the conditions in scipy's order (scipy/signal/_peak_finding.py: find_peaks).
 * Prominence, if it is asked for, needs every maximum, also those that a condition drops: they are where a peak's stretch ends.
 */
export function findPeaks(series: Float64Array, conditions: PeakConditions = {}): Peaks {
  const { minHeight = -Infinity, minDistance = 1, minProminence } = conditions;
  const measured = minProminence !== undefined;
  const maxima = measured ? maximaAndValleys(series) : null;
  const { index, leftEdge, rightEdge, height } = maxima ?? localMaxima(series, minHeight);
  const keep = new Uint8Array(index.length);
  for (let peak = 0; peak < keep.length; peak++) keep[peak] = height[peak]! >= minHeight ? 1 : 0;
  if (minDistance > 1) dropCloserThan(minDistance, index, height, keep);
  const { prominence, leftBase, rightBase } = maxima ? prominences(series, maxima) : NOT_MEASURED;

  let kept = 0;
  for (let peak = 0; peak < keep.length; peak++) {
    if (keep[peak] === 0) continue;
    if (measured) {
      if (!(prominence[peak]! >= minProminence)) continue;
      prominence[kept] = prominence[peak]!;
      leftBase[kept] = leftBase[peak]!;
      rightBase[kept] = rightBase[peak]!;
    }
    index[kept] = index[peak]!;
    leftEdge[kept] = leftEdge[peak]!;
    rightEdge[kept] = rightEdge[peak]!;
    height[kept] = height[peak]!;
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

const NOT_MEASURED = { prominence: new Float64Array(0), leftBase: new Int32Array(0), rightBase: new Int32Array(0) };

/** Samples, or runs of equal samples, with a lower neighbour on either side (_peak_finding_utils.pyx: _local_maxima_1d), that are not below `least`. */
function localMaxima(series: Float64Array, least: number) {
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
    if (!(value >= least)) {
      i = ahead;
      continue;
    }
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

/** From fall to rise to fall: each sample is looked at once. A valley is what is lowest between two maxima, the nearest of equals on either side. */
function maximaAndValleys(series: Float64Array) {
  const most = series.length >>> 1;
  const index = new Int32Array(most);
  const leftEdge = new Int32Array(most);
  const rightEdge = new Int32Array(most);
  const height = new Float64Array(most);
  const valleyFirst = new Int32Array(most + 1);
  const valleyLast = new Int32Array(most + 1);
  const last = series.length - 1;
  let count = 0;
  let i = 0;
  let value = series[0]!;
  while (last >= 0) {
    let edge = i;
    while (i < last && series[i + 1]! <= value) {
      i++;
      if (series[i]! < value) edge = i;
      value = series[i]!;
    }
    valleyFirst[count] = edge;
    valleyLast[count] = i;
    while (i < last && series[i + 1]! >= value) {
      i++;
      if (series[i]! > value) edge = i;
      value = series[i]!;
    }
    if (i === last) break;
    index[count] = (edge + i) >>> 1;
    leftEdge[count] = edge;
    rightEdge[count] = i;
    height[count++] = value;
  }
  return {
    index: index.subarray(0, count),
    leftEdge: leftEdge.subarray(0, count),
    rightEdge: rightEdge.subarray(0, count),
    height: height.subarray(0, count),
    valleyFirst,
    valleyLast,
  };
}
