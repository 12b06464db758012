import { checkForest } from './forest-check.ts';
import type { Bins, Kernels, PacketColumns, PeakConditions, WelchOptions } from './kernels.ts';

/** The kernels of either twin behind one check of their arguments. Every complaint is a RangeError that says what was found. */
export function checkArguments(kernels: Kernels): Kernels {
  return {
    engine: kernels.engine,
    binPackets(packets, bins) {
      checkPackets(packets);
      checkBins(bins);
      return kernels.binPackets(packets, bins);
    },
    findPeaks(series, conditions = {}) {
      checkNumbers('series', series);
      checkConditions(conditions);
      return kernels.findPeaks(series, conditions);
    },
    spikeGaps(peakIndex) {
      checkSpikes(peakIndex);
      return kernels.spikeGaps(peakIndex);
    },
    autocorrelation(series, maxLag) {
      checkFinite('series', series);
      checkCount('maxLag', maxLag, 0);
      return kernels.autocorrelation(series, maxLag);
    },
    welch(series, options) {
      checkFinite('series', series);
      checkWelch(options);
      return kernels.welch(series, options);
    },
    evaluateForest(forest, features) {
      checkForest(forest);
      if (features.length % forest.features !== 0) {
        throw new RangeError(`features: ${features.length} values are not whole rows of ${forest.features}`);
      }
      checkNumbers('features', features);
      return kernels.evaluateForest(forest, features);
    },
  };
}

function checkPackets({ time, size, down }: PacketColumns): void {
  if (size.length !== time.length || down.length !== time.length) {
    throw new RangeError(`packets: columns differ in length: ${time.length} times, ${size.length} sizes, ${down.length} directions`);
  }
  let previous = -Infinity;
  for (let i = 0; i < time.length; i++) {
    const now = time[i]!;
    // Written so that NaN, which compares as false, is caught too.
    if (!(now >= previous)) throw new RangeError(`packets: time must ascend, but time[${i}] is ${now} after ${previous}`);
    previous = now;
  }
}

function checkBins({ start, width, count }: Bins): void {
  if (!(width > 0 && width < Infinity)) throw new RangeError(`bins: width must be positive and finite, got ${width}`);
  checkCount('bins: count', count, 0);
  if (!Number.isFinite(start) || !Number.isFinite(start + count * width)) {
    throw new RangeError(`bins: start and end must be finite, got ${start} and ${start + count * width}`);
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
function checkNumbers(name: string, values: Float64Array | Float32Array): void {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) throw new RangeError(`${name}[${i}] is NaN`);
}

function checkFinite(name: string, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new RangeError(`${name}[${i}] must be finite, is ${values[i]}`);
  }
}
