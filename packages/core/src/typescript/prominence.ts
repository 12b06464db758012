/**
 * How far each local maximum rises above the higher of the two minima that part it from higher ground,
 * as scipy's peak_prominences without `wlen`, but in linear time. `index` holds every local maximum of the series.
 *
 * Between two neighbouring maxima the series only falls and then rises, so one valley says all about the stretch.
 * From a peak, whole stretches are skipped along the chain of ever higher maxima (a monotonic stack kept as links).
 */
export function prominences(series: Float64Array, index: Int32Array) {
  const count = index.length;
  const valleys = findValleys(series, index);
  const leftBase = new Int32Array(count);
  const rightBase = new Int32Array(count);
  const higher = new Int32Array(count);

  for (let peak = 0; peak < count; peak++) {
    const height = series[index[peak]!]!;
    let base = valleys.last[peak]!;
    let other = peak - 1;
    while (other >= 0 && series[index[other]!]! <= height) {
      if (series[leftBase[other]!]! < series[base]!) base = leftBase[other]!; // of equal minima the nearer one stays
      other = higher[other]!;
    }
    leftBase[peak] = base;
    higher[peak] = other;
  }

  const prominence = new Float64Array(count);
  for (let peak = count - 1; peak >= 0; peak--) {
    const height = series[index[peak]!]!;
    let base = valleys.first[peak + 1]!;
    let other = peak + 1;
    while (other < count && series[index[other]!]! <= height) {
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

/**
 * First and last sample of the lowest value before, between and after the maxima: one valley more than there are maxima.
 * The fall ends there, and what rises after it need not be looked at.
 */
function findValleys(series: Float64Array, index: Int32Array) {
  const first = new Int32Array(index.length + 1);
  const last = new Int32Array(index.length + 1);
  const end = series.length - 1;
  for (let valley = 0; valley < first.length; valley++) {
    let i = valley === 0 ? 0 : index[valley - 1]!;
    while (i < end && series[i + 1]! <= series[i]!) i++;
    last[valley] = i;
    while (i > 0 && series[i - 1]! === series[i]!) i--;
    first[valley] = i;
  }
  return { first, last };
}
