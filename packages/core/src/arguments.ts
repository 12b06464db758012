import { checkDecoder, checkDecoderOptions } from './decoding/arguments.ts';
import { checkForest } from './forest-check.ts';
import type { BinColumns, Bins, Forest, Kernels, PacketColumns, PeakConditions, WelchOptions } from './kernels.ts';

/**
 * The kernels of either twin behind one check of their arguments. Every complaint is a RangeError that says what was found.
 * Only the order of packets is left to the kernel, which reads their times anyway.
 */
export function checkArguments(kernels: Kernels): Kernels {
  return {
    engine: kernels.engine,
    binPackets(packets, bins, into) {
      checkPackets(packets);
      checkBins(bins);
      if (into !== undefined) checkInto(into, bins.count);
      return kernels.binPackets(packets, bins, into);
    },
    findPeaks(series, conditions = {}) {
      checkNumbers(series);
      checkConditions(conditions);
      return kernels.findPeaks(series, conditions);
    },
    spikeGaps(peakIndex) {
      checkSpikes(peakIndex);
      return kernels.spikeGaps(peakIndex);
    },
    autocorrelation(series, maxLag) {
      checkFinite(series);
      checkCount('maxLag', maxLag, 0);
      return kernels.autocorrelation(series, maxLag);
    },
    welch(series, options) {
      checkFinite(series);
      checkWelch(options);
      return kernels.welch(series, options);
    },
    evaluateForest(forest, features) {
      checkForest(forest);
      checkRows(forest, features);
      return kernels.evaluateForest(forest, features);
    },
    async openDecoder(options) {
      checkDecoderOptions(options);
      return checkDecoder(await kernels.openDecoder(options));
    },
  };
}

function checkPackets({ time, size, down }: PacketColumns): void {
  if (size.length !== time.length || down.length !== time.length) {
    throw new RangeError(`packets: columns differ in length: ${time.length} times, ${size.length} sizes, ${down.length} directions`);
  }
}

function checkBins({ start, width, count }: Bins): void {
  if (!(width > 0 && width < Infinity)) throw new RangeError(`bins: width must be positive and finite, got ${width}`);
  checkCount('bins: count', count, 0);
  if (!Number.isFinite(start) || !Number.isFinite(start + count * width)) {
    throw new RangeError(`bins: start and end must be finite, got ${start} and ${start + count * width}`);
  }
}

function checkInto({ bytesDown, bytesUp, packetsDown, packetsUp }: BinColumns, count: number): void {
  if (bytesDown.length !== count || bytesUp.length !== count || packetsDown.length !== count || packetsUp.length !== count) {
    throw new RangeError(`into: expected columns of ${count}, got ${bytesDown.length}, ${bytesUp.length}, ${packetsDown.length} and ${packetsUp.length}`);
  }
}

function checkConditions({ minHeight = 0, minDistance = 1, minProminence = 0 }: PeakConditions): void {
  if (Number.isNaN(minHeight)) throw new RangeError('conditions: minHeight is NaN');
  if (Number.isNaN(minProminence)) throw new RangeError('conditions: minProminence is NaN');
  if (!(minDistance >= 1)) throw new RangeError(`conditions: minDistance must be at least 1 sample, got ${minDistance}`);
}

function checkSpikes(peakIndex: Int32Array): void {
  let previous = -1;
  for (let i = 0; i < peakIndex.length; i++) {
    const sample = peakIndex[i]!;
    if (sample <= previous) {
      const rule = previous < 0 ? 'must not be negative' : `must ascend, but follows ${previous}`;
      throw new RangeError(`peakIndex[${i}] is ${sample}: it ${rule}`);
    }
    previous = sample;
  }
}

function checkWelch({ samplingRate, segment }: WelchOptions): void {
  if (!(samplingRate > 0 && samplingRate < Infinity)) {
    throw new RangeError(`welch: samplingRate must be positive and finite, got ${samplingRate}`);
  }
  checkCount('welch: segment', segment, 1);
}

function checkCount(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least || value >= 2 ** 31) {
    throw new RangeError(`${name} must be a whole number from ${least} to 2^31 − 1, got ${value}`);
  }
}

/** Infinity has an order, so comparing kernels take it; NaN has none. */
function checkNumbers(series: Float64Array): void {
  const i = firstNaN(series);
  if (i >= 0) throw new RangeError(`series[${i}] is NaN`);
}

function checkFinite(series: Float64Array): void {
  const i = firstNotFinite(series);
  if (i >= 0) throw new RangeError(`series[${i}] must be finite, is ${series[i]}`);
}

function checkRows({ features: columns }: Forest, features: Float32Array): void {
  if (features.length % columns !== 0) throw new RangeError(`features: ${features.length} values are not whole rows of ${columns}`);
  for (let i = 0; i < features.length; i++) {
    if (Number.isNaN(features[i])) throw new RangeError(`features: column ${i % columns} of row ${Math.floor(i / columns)} is NaN`);
  }
}

// The scans return where they stopped rather than throw, and each sees one kind of array: so they cost about 1 ns a value.

function firstNaN(series: Float64Array): number {
  for (let i = 0; i < series.length; i++) if (Number.isNaN(series[i]!)) return i;
  return -1;
}

function firstNotFinite(series: Float64Array): number {
  for (let i = 0; i < series.length; i++) if (series[i]! - series[i]! !== 0) return i; // ∞ − ∞ is NaN
  return -1;
}
