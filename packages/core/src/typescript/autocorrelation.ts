import { mean } from './mean.ts';

/**
 * Biased sample autocorrelation (Box and Jenkins, Time Series Analysis, 2.1.5): Σ (x[i]−m)·(x[i+lag]−m) ÷ Σ (x[i]−m)².
 * No samples are that far apart at lags from the length on, so those are 0.
 */
export function autocorrelation(series: Float64Array, maxLag: number): Float64Array {
  const result = new Float64Array(maxLag + 1);
  if (series.length === 0) return result;
  const centre = mean(series, 0, series.length);
  const centred = series.map((value) => value - centre);
  const squares = laggedProducts(centred, 0);
  if (squares === 0) return result;
  for (let lag = 0; lag <= maxLag && lag < series.length; lag++) result[lag] = laggedProducts(centred, lag) / squares;
  return result;
}

/** Σ x[i]·x[i+lag], in four lanes as the WebAssembly twin sums. */
function laggedProducts(x: Float64Array, lag: number): number {
  const count = x.length - lag;
  const blocks = count & ~3;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < blocks; i += 4) {
    a += x[i]! * x[i + lag]!;
    b += x[i + 1]! * x[i + lag + 1]!;
    c += x[i + 2]! * x[i + lag + 2]!;
    d += x[i + 3]! * x[i + lag + 3]!;
  }
  let sum = a + c + (b + d);
  for (let i = blocks; i < count; i++) sum += x[i]! * x[i + lag]!;
  return sum;
}
