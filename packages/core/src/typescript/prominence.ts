/** All local maxima, and before, between and after them the valleys: first and last sample of the lowest value, one more than maxima. */
export interface Maxima {
  readonly height: Float64Array;
  readonly valleyFirst: Int32Array;
  readonly valleyLast: Int32Array;
}

/**
 * How far each local maximum rises above the higher of the two minima that part it from higher ground,
 * as scipy's peak_prominences without `wlen`, but in linear time. `height` holds every local maximum of the series.
 *
 * Between two neighbouring maxima the series only falls and then rises, so one valley says all about the stretch.
 * From a peak, whole stretches are skipped along the chain of ever higher maxima (a monotonic stack kept as links).
 */
export function prominences(series: Float64Array, { height: heights, valleyFirst, valleyLast }: Maxima) {
  const count = heights.length;
  const leftBase = new Int32Array(count);
  const rightBase = new Int32Array(count);
  const higher = new Int32Array(count);

  for (let peak = 0; peak < count; peak++) {
    const height = heights[peak]!;
    let base = valleyLast[peak]!;
    let other = peak - 1;
    while (other >= 0 && heights[other]! <= height) {
      if (series[leftBase[other]!]! < series[base]!) base = leftBase[other]!; // of equal minima the nearer one stays
      other = higher[other]!;
    }
    leftBase[peak] = base;
    higher[peak] = other;
  }

  const prominence = new Float64Array(count);
  for (let peak = count - 1; peak >= 0; peak--) {
    const height = heights[peak]!;
    let base = valleyFirst[peak + 1]!;
    let other = peak + 1;
    while (other < count && heights[other]! <= height) {
      if (series[rightBase[other]!]! < series[base]!) base = rightBase[other]!;
      other = higher[other]!;
    }
    rightBase[peak] = base;
    higher[peak] = other;
    const left = series[leftBase[peak]!]!;
    const right = series[base]!;
    prominence[peak] = height - (right > left ? right : left);
  }
  return { prominence, leftBase, rightBase };
}
