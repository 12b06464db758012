import type { Kernels } from '@tunnelscope/core/kernels';
import type { FeatureSchema } from './schema.ts';
import { spectrumFeatures } from './seed/spectrum.ts';
import { meanOf } from './variation.ts';

/**
 * The features that earlier work on live against VOD inside VPNs used, under its names. They measure segment length as
 * much as liveness (a 10 s segment peaks at 0.1 Hz in either), so the models here do not use them: for comparison and export.
 */
export const SEED: FeatureSchema = {
  name: 'seed',
  version: 1,
  features: [
    { name: 'valid_packet_rate', unit: '1', description: 'Share of seconds with downlink bytes.' },
    { name: 'peaks_number', unit: '1', description: 'Local maxima of the downlink bytes of a second that reach the mean second.' },
    { name: 'peaks_gap', unit: 's', description: 'Seconds strictly between neighbouring peaks, summed.' },
    { name: 'pct_zeros', unit: '%', description: 'Share of 200 ms bins with less than 10,000 downlink bytes.' },
    { name: 'max_prom_norm', unit: '1', description: 'Largest prominence in the root power spectral density of the bins, over its mean.' },
    { name: 'peak_0p1Hz_norm', unit: '1', description: 'Power spectral density nearest 0.1 Hz over its mean: 10 s segments.' },
    { name: 'peak_0p2Hz_norm', unit: '1', description: 'Power spectral density nearest 0.2 Hz over its mean: 5 s segments.' },
  ],
};

/** One value for each feature of SEED; null where it is not defined. */
export interface SeedFeatures {
  readonly valid_packet_rate: number | null;
  readonly peaks_number: number;
  readonly peaks_gap: number;
  readonly pct_zeros: number | null;
  readonly max_prom_norm: number | null;
  readonly peak_0p1Hz_norm: number | null;
  readonly peak_0p2Hz_norm: number | null;
}

const EMPTY_BIN = 10_000; // bytes

/**
 * `perSecond`: downlink bytes of each second of the flow. `perBin`: of each 200 ms bin (see seedSeries), null at one-second
 * resolution; then the last four features are null. They are null too for series too short to have them: no seconds, no
 * bins, fewer than three bins (no spectrum), a spectrum without power, no prominent peak.
 */
export function seedFeatures(perSecond: Float64Array, perBin: Float64Array | null, kernels: Kernels): SeedFeatures {
  const peaks = kernels.findPeaks(perSecond, { minHeight: meanOf(perSecond) }).index;
  const gaps = kernels.spikeGaps(peaks);
  return {
    valid_packet_rate: share(perSecond, (bytes) => bytes > 0),
    peaks_number: peaks.length,
    peaks_gap: gaps.reduce((sum, gap) => sum + gap, 0),
    pct_zeros: perBin === null || perBin.length === 0 ? null : 100 * share(perBin, (bytes) => bytes < EMPTY_BIN)!,
    ...spectrumFeatures(perBin ?? new Float64Array(0), kernels),
  };
}

function share(series: Float64Array, holds: (value: number) => boolean): number | null {
  let count = 0;
  for (const value of series) if (holds(value)) count++;
  return series.length === 0 ? null : count / series.length;
}
