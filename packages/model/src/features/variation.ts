/** Population standard deviation ÷ mean of a series; 0 where the mean is 0 or there are no values. */
export function coefficientOfVariation(series: Float64Array): number {
  const mean = meanOf(series);
  if (mean === 0) return 0;
  let squares = 0;
  for (let i = 0; i < series.length; i++) squares += (series[i]! - mean) * (series[i]! - mean);
  return Math.sqrt(squares / series.length) / mean;
}

/** Share of the values below 5 % of their mean; 1 where all are 0 or there are none. */
export function idleShare(series: Float64Array): number {
  const limit = 0.05 * meanOf(series);
  if (limit === 0) return 1;
  let idle = 0;
  for (let i = 0; i < series.length; i++) if (series[i]! < limit) idle++;
  return idle / series.length;
}

/** Arithmetic mean; 0 for no values. */
export function meanOf(series: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < series.length; i++) sum += series[i]!;
  return series.length === 0 ? 0 : sum / series.length;
}
