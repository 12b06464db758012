import type { Decoder, DecoderOptions } from './decoding/decoder.ts';

/**
 * The kernels: numbers in, numbers out. Two twins implement this interface with bit-identical results,
 * `src/typescript/` (the readable definition) and `assembly/` (the same, as WebAssembly).
 *
 * Every result is a typed array that belongs to the caller: a fresh one, or one handed in for it. Other arguments are never
 * written to. Arguments that make no sense
 * (lengths that differ, time that descends, NaN anywhere; infinity in autocorrelation and Welch) are RangeErrors that say where.
 */
export interface Kernels {
  readonly engine: Engine;
  /** Counts bytes and packets per window and direction. @param into columns to be written over and returned; fresh ones if not given */
  binPackets(packets: PacketColumns, bins: Bins, into?: BinColumns): BinnedPackets;
  /** Local maxima as scipy.signal.find_peaks defines them; prominences are measured, as there, only if a condition names them. */
  findPeaks(series: Float64Array, conditions?: PeakConditions): Peaks;
  /** Leisure time: the samples strictly between each spike and the next, one fewer than there are spikes. */
  spikeGaps(peakIndex: Int32Array): Int32Array;
  /**
   * Sample autocorrelation at lags 0 … maxLag (biased: every lag is divided by the same sum of squares around the mean).
   * A series without variance has no autocorrelation: all zeros.
   */
  autocorrelation(series: Float64Array, maxLag: number): Float64Array;
  /** Power spectral density by Welch's method as scipy.signal.welch defines it: Hann window, mean removed, one-sided. */
  welch(series: Float64Array, options: WelchOptions): Spectrum;
  /** Mean class values over all trees: rows × classes, row by row. `features` is rows × forest.features, row by row. */
  evaluateForest(forest: Forest, features: Float32Array): Float64Array;
  /** Makes a decoder of captures, with memory of its own. */
  openDecoder(options: DecoderOptions): Promise<Decoder>;
}

export type Engine = 'wasm' | 'typescript';
export const ENGINES: readonly Engine[] = ['wasm', 'typescript'];

/** Packets of one flow as columns of equal length, in ascending order of time. */
export interface PacketColumns {
  /** Any unit, ascending; the unit of `Bins.start` and `Bins.width`. */
  readonly time: Float64Array;
  /** Bytes, IP total length. */
  readonly size: Uint16Array;
  /** 1 = towards the client (downlink), 0 = from it (uplink). */
  readonly down: Uint8Array;
}

/** Bin i holds start + i·width ≤ time < start + (i+1)·width. */
export interface Bins {
  readonly start: number;
  /** > 0, in the unit of the packets' time. */
  readonly width: number;
  readonly count: number;
}

/** Each array has one element a bin. */
export interface BinColumns {
  readonly bytesDown: Float64Array;
  readonly bytesUp: Float64Array;
  readonly packetsDown: Float64Array;
  readonly packetsUp: Float64Array;
}

/** Packets before the first or after the last bin are in `outside`. */
export interface BinnedPackets extends BinColumns {
  readonly outside: number;
}

/** Conditions a peak must meet; those left out do not apply. Applied in scipy's order: height, distance, prominence. */
export interface PeakConditions {
  /** Smallest value at the peak. */
  readonly minHeight?: number;
  /** Smallest distance in samples between neighbouring peaks (≥ 1); the lower of two that are too close goes first, of two equally high ones the earlier. */
  readonly minDistance?: number;
  /** Smallest prominence; −Infinity to have them measured and keep all. */
  readonly minProminence?: number;
}

/** Columns with one element a peak, in ascending order of index. */
export interface Peaks {
  /** Sample of the peak; the middle one of a plateau, rounded down. */
  readonly index: Int32Array;
  /** First and last sample of the plateau. */
  readonly leftEdge: Int32Array;
  readonly rightEdge: Int32Array;
  readonly height: Float64Array;
  /** This and the bases are empty unless `minProminence` was given: to measure costs more than to find. */
  readonly prominence: Float64Array;
  /** The minima that the prominence is measured from: nearest to the peak where several are equal. */
  readonly leftBase: Int32Array;
  readonly rightBase: Int32Array;
}

export interface WelchOptions {
  /** Samples per second, in Hz. */
  readonly samplingRate: number;
  /** Samples a segment; any length, shortened to the series if that is shorter. Segments overlap by half, rounded down. */
  readonly segment: number;
}

export interface Spectrum {
  /** Hz, segment/2 + 1 values from 0 upwards. */
  readonly frequency: Float64Array;
  /** Unit of the series squared per Hz, one value a frequency. */
  readonly power: Float64Array;
}

/**
 * Decision trees as flat columns, nodes numbered over all trees, each tree breadth-first from its root.
 * A split sends x ≤ threshold to `left` and the rest to `left` + 1. A leaf has threshold +Infinity and `left` = itself,
 * so that walking on from it changes nothing. Checked at its first use, so a forest must not change after that.
 */
export interface Forest {
  readonly features: number;
  readonly classes: number;
  /** Node number of each tree's root. */
  readonly roots: Int32Array;
  /** Most steps from a root to a leaf, for each tree. */
  readonly depths: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  /** Column of `features` that a split looks at (0 for a leaf). */
  readonly feature: Uint16Array;
  /** Nodes × classes; only leaves are read. Class probabilities, or one-hot votes. */
  readonly value: Float32Array;
}
