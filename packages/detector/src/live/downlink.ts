import type { Kernels, Spectrum } from '@tunnelscope/core/kernels';

/** The last minutes of a flow's downlink. */
export interface Downlink {
  /** Bytes of each second, the last full one at the end; NaN before the flow began. */
  readonly values: Float64Array;
  /** Indexes of peaks among them: local maxima of at least the mean, as `peaks_number` of the features has it. */
  readonly peaks: readonly number[];
  /** Median seconds from one peak to the next; null with fewer than two. */
  readonly apart: number | null;
  /** Of the seconds since the flow began; null where they are too few. */
  readonly spectrum: Spectrum | null;
}

/** Longer ones would show finer frequencies, and take longer to show a change. */
const SEGMENT = 64; // s
/** With less a spectrum has hardly a line. */
const LEAST_FOR_SPECTRUM = 16;

/**
 * Looks at the downlink before `now`.
 * @param flow when it began, in epoch ms, and its bytes in each of the seconds before a second @param now epoch ms
 */
export function downlinkOf(flow: { readonly start: number; downlink(end: number, seconds: number): Float64Array }, now: number, seconds: number, kernels: Kernels): Downlink {
  const end = Math.floor(now / 1000);
  return lookAtDownlink(flow.downlink(end, seconds), Math.max(0, Math.floor(flow.start / 1000) - (end - seconds)), kernels);
}

/**
 * Looks at the downlink of so many seconds.
 * @param values bytes of each second; those before the flow's first are overwritten with NaN @param first index of the flow's first second
 */
export function lookAtDownlink(values: Float64Array, first: number, kernels: Kernels): Downlink {
  const before = Math.min(values.length, first);
  const known = values.slice(before);
  values.fill(Number.NaN, 0, before);
  if (known.length === 0) return { values, peaks: [], apart: null, spectrum: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const index = kernels.findPeaks(known, { minHeight: mean }).index;
  const gaps = Array.from(index.subarray(1), (peak, i) => peak - index[i]!).sort((x, y) => x - y);
  return {
    values,
    peaks: Array.from(index, (peak) => before + peak),
    apart: gaps[Math.floor(gaps.length / 2)] ?? null,
    spectrum: known.length < LEAST_FOR_SPECTRUM ? null : kernels.welch(known, { samplingRate: 1, segment: Math.min(SEGMENT, known.length) }),
  };
}
