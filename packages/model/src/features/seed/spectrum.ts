import type { Kernels } from '@tunnelscope/core/kernels';
import { meanOf } from '../variation.ts';

/** Null where the series has no spectrum, or the spectrum no power or no prominent peak. */
export interface SpectrumFeatures {
  readonly max_prom_norm: number | null;
  readonly peak_0p1Hz_norm: number | null;
  readonly peak_0p2Hz_norm: number | null;
}

const SAMPLING_RATE = 5; // Hz: bins of 200 ms
const SEGMENTS = 3; // lengths of a Welch segment in the series
const MEGABYTE = 1e6;
const LEAST_PROMINENCE = 0.001; // of the root power spectral density of megabytes, MB/√Hz

/** Welch's estimate of the bins' power spectral density (segments of a third, Hann window), and what stands out of it. */
export function spectrumFeatures(bytesPerBin: Float64Array, kernels: Kernels): SpectrumFeatures {
  const none = { max_prom_norm: null, peak_0p1Hz_norm: null, peak_0p2Hz_norm: null };
  const segment = Math.floor(bytesPerBin.length / SEGMENTS);
  if (segment === 0) return none;
  const { frequency, power } = kernels.welch(bytesPerBin.map((bytes) => bytes / MEGABYTE), { samplingRate: SAMPLING_RATE, segment });
  const mean = meanOf(power);
  if (mean === 0) return none;
  const root = power.map(Math.sqrt);
  const { prominence } = kernels.findPeaks(root, { minProminence: LEAST_PROMINENCE });
  return {
    max_prom_norm: prominence.length === 0 ? null : prominence.reduce((a, b) => (b > a ? b : a)) / meanOf(root),
    peak_0p1Hz_norm: nearest(frequency, power, 0.1) / mean,
    peak_0p2Hz_norm: nearest(frequency, power, 0.2) / mean,
  };
}

/** Power at the frequency nearest `hz`, the lower one of two. */
function nearest(frequency: Float64Array, power: Float64Array, hz: number): number {
  let best = 0;
  for (let k = 1; k < frequency.length; k++) {
    if (Math.abs(frequency[k]! - hz) < Math.abs(frequency[best]! - hz)) best = k;
  }
  return power[best]!;
}
