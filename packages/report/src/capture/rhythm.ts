import type { Kernels, Spectrum } from '@tunnelscope/core/kernels';
import { downColumn } from '@tunnelscope/detector/sample-packets';
import { seedSeries } from '@tunnelscope/model/features/seed/series';
import type { Traffic } from './traffic.ts';

/** The rhythm of a flow's downlink, with the peaks and gaps that `peaks_number` and `peaks_gap` of the features count. */
export interface Rhythm {
  /** Downlink bytes of each second. */
  readonly perSecond: Float64Array;
  readonly mean: number;
  /** Seconds that are spikes: local maxima that reach the mean. */
  readonly spikes: Int32Array;
  /** Seconds strictly between a spike and the next. */
  readonly gaps: Int32Array;
  /** Downlink bytes of each 200 ms; null where only seconds are known. */
  readonly perBin: Float64Array | null;
  /** Power spectral density of the bins, or of the seconds, in MB²/Hz; null where there are too few. */
  readonly spectrum: Spectrum | null;
  /** Index of the highest local maximum of the spectrum; null without one. */
  readonly strongest: number | null;
}

/** Below so many bytes a bin of 200 ms counts as empty. */
export const ZERO_LINE = 10_000;
const BINS_A_SECOND = 5;
/** Segments of Welch's method in a series. */
const SEGMENTS = 3;
const LEAST_SEGMENT = 8;
const MEGABYTE = 1e6;

export function rhythmOf(traffic: Traffic, kernels: Kernels): Rhythm {
  const { seconds, record } = traffic;
  const perSecond = seconds.bytesDown;
  const mean = perSecond.reduce((sum, bytes) => sum + bytes, 0) / perSecond.length;
  const spikes = kernels.findPeaks(perSecond, { minHeight: mean }).index;
  const perBin = record.resolution === 'packet' ? bins(traffic, kernels) : null;
  const series = perBin ?? perSecond;
  const segment = Math.floor(series.length / SEGMENTS);
  const spectrum = segment < LEAST_SEGMENT ? null
    : kernels.welch(series.map((bytes) => bytes / MEGABYTE), { samplingRate: perBin ? BINS_A_SECOND : 1, segment });
  return { perSecond, mean, spikes, gaps: kernels.spikeGaps(spikes), perBin, spectrum, strongest: spectrum && strongestOf(spectrum, kernels) };
}

function bins({ packets, record }: Traffic, kernels: Kernels): Float64Array {
  const { time, size, fromA } = packets.rows();
  return seedSeries({ time, size, down: downColumn(fromA, record.client) }, kernels).perBin;
}

function strongestOf({ power }: Spectrum, kernels: Kernels): number | null {
  const { index, height } = kernels.findPeaks(power);
  let best: number | null = null;
  for (let i = 0; i < index.length; i++) if (best === null || height[i]! > power[best]!) best = index[i]!;
  return best;
}
