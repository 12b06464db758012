import { beforeAll, describe, expect, test } from 'vitest';
import { TWINS } from './conformance/twins.ts';
import type { Forest, Kernels } from './kernels.ts';

const leaf: Forest = {
  features: 2,
  classes: 1,
  roots: Int32Array.of(0),
  depths: Int32Array.of(0),
  threshold: Float32Array.of(Infinity),
  left: Int32Array.of(0),
  feature: Uint16Array.of(0),
  value: Float32Array.of(1),
};

describe.each(TWINS)('$name refuses, with a RangeError that says what was found', ({ makeKernels }) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await makeKernels();
  });

  const series = Float64Array.of(1, 2, 3, 2, 1);
  const bins = { start: 0, width: 1, count: 2 };
  const packets = (...time: number[]) => ({ time: Float64Array.from(time), size: new Uint16Array(time.length), down: new Uint8Array(time.length) });
  const many = (time: number) => new Array<number>(100).fill(time);
  const withBins = (change: object) => () => kernels.binPackets(packets(0), { ...bins, ...change });
  const welchWith = (samplingRate: number, segment: number) => () => kernels.welch(series, { samplingRate, segment });

  const cases: [name: string, run: () => unknown, message: string][] = [
    ['columns of different lengths', () => kernels.binPackets({ ...packets(0, 1), size: new Uint16Array(1) }, bins), '2 times, 1 sizes, 2 directions'],
    ['columns to write to of another length', () => kernels.binPackets(packets(0), bins, { bytesDown: series, bytesUp: series, packetsDown: series, packetsUp: series }), 'columns of 2, got 5, 5, 5 and 5'],
    ['descending time', () => kernels.binPackets(packets(0, 1, 2, 1.5, 1), bins), 'time[3] is 1.5 after 2'],
    ['time that is not a number', () => kernels.binPackets(packets(0, 1, NaN), bins), 'time[2] is NaN after 1'],
    ['a first time that is not a number', () => kernels.binPackets(packets(NaN, 1), bins), 'time[0] is NaN'],
    ['descending time before the first bin', () => kernels.binPackets(packets(-3, -4, 1), bins), 'time[1] is -4 after -3'],
    ['descending time behind the last bin', () => kernels.binPackets(packets(1, ...many(9), 8), bins), 'time[101] is 8 after 9'],
    ['time behind the last bin that is not a number', () => kernels.binPackets(packets(1, ...many(9), NaN, 10), bins), 'time[101] is NaN after 9'],
    ['descending time within many of a bin', () => kernels.binPackets(packets(...many(0.5), ...many(0.4)), bins), 'time[100] is 0.4 after 0.5'],
    ['a time among many of a bin that is not a number', () => kernels.binPackets(packets(...many(0.5), NaN, ...many(0.5)), bins), 'time[100] is NaN after 0.5'],
    ['descending time in the first of many', () => kernels.binPackets(packets(0.5, 0.4, ...many(0.5)), bins), 'time[1] is 0.4 after 0.5'],
    ['time that goes back from one bin to another', () => kernels.binPackets(packets(...many(1.5), 0.4, ...many(1.5)), bins), 'time[100] is 0.4 after 1.5'],
    ['the first of several faults', () => kernels.binPackets(packets(...many(0.5), 0.4, ...many(0.5), 0.1), { ...bins, count: 0 }), 'time[100] is 0.4 after 0.5'],
    ['bins without width', withBins({ width: 0 }), 'width must be positive and finite, got 0'],
    ['bins of negative width', withBins({ width: -1 }), 'got -1'],
    ['bins of endless width', withBins({ width: Infinity }), 'got Infinity'],
    ['bins whose width is not a number', withBins({ width: NaN }), 'got NaN'],
    ['half a bin', withBins({ count: 1.5 }), 'whole number from 0 to 2^31 − 1, got 1.5'],
    ['fewer bins than none', withBins({ count: -1 }), 'got -1'],
    ['bins that begin nowhere', withBins({ start: NaN }), 'start and end must be finite, got NaN'],
    ['bins that end nowhere', withBins({ width: 1e308 }), 'got 0 and Infinity'],
    ['a series with NaN', () => kernels.findPeaks(Float64Array.of(1, NaN)), 'series[1] is NaN'],
    ['a height that is not a number', () => kernels.findPeaks(series, { minHeight: NaN }), 'minHeight is NaN'],
    ['a prominence that is not a number', () => kernels.findPeaks(series, { minProminence: NaN }), 'minProminence is NaN'],
    ['a distance below one sample', () => kernels.findPeaks(series, { minDistance: 0.5 }), 'at least 1 sample, got 0.5'],
    ['a distance that is not a number', () => kernels.findPeaks(series, { minDistance: NaN }), 'got NaN'],
    ['spikes that do not ascend', () => kernels.spikeGaps(Int32Array.of(3, 3)), 'peakIndex[1] is 3: it must ascend, but follows 3'],
    ['spikes before the series', () => kernels.spikeGaps(Int32Array.of(-1, 3)), 'peakIndex[0] is -1: it must not be negative'],
    ['infinity in autocorrelation', () => kernels.autocorrelation(Float64Array.of(1, -Infinity), 1), 'series[1] must be finite, is -Infinity'],
    ['a negative lag', () => kernels.autocorrelation(series, -1), 'maxLag must be a whole number from 0'],
    ['a lag that is not a number', () => kernels.autocorrelation(series, NaN), 'got NaN'],
    ['NaN in welch', () => kernels.welch(Float64Array.of(NaN, 1), { samplingRate: 1, segment: 2 }), 'series[0] must be finite, is NaN'],
    ['a sampling rate of 0', welchWith(0, 2), 'samplingRate must be positive and finite, got 0'],
    ['an endless sampling rate', welchWith(Infinity, 2), 'got Infinity'],
    ['a segment of no samples', welchWith(1, 0), 'segment must be a whole number from 1'],
    ['a segment of half samples', welchWith(1, 2.5), 'got 2.5'],
    ['rows that are not whole', () => kernels.evaluateForest(leaf, new Float32Array(3)), '3 values are not whole rows of 2'],
    ['a feature that is not a number', () => kernels.evaluateForest(leaf, Float32Array.of(0, 0, 0, NaN)), 'column 1 of row 1 is NaN'],
    ['a broken forest', () => kernels.evaluateForest({ ...leaf, depths: Int32Array.of(7) }, new Float32Array(2)), 'depth of tree 0 is given as 7'],
  ];

  test.each(cases)('%s', (_, run, message) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  });

  test('and works on after all of that', () => {
    expect([...kernels.findPeaks(series).index]).toEqual([2]);
    expect(kernels.binPackets(packets(-Infinity, 0, 0, 1, Infinity), bins).packetsUp).toEqual(Float64Array.of(2, 1));
  });

  test('never writes to its arguments, and gives each result away', () => {
    const mine = series.slice();
    const first = kernels.autocorrelation(mine, 2);
    const copy = first.slice();
    kernels.welch(mine, { samplingRate: 1, segment: 3 });
    kernels.findPeaks(mine, { minDistance: 2 });
    kernels.autocorrelation(mine.map((value) => value * value), 2);
    expect(mine).toEqual(series);
    expect(first).toEqual(copy);
    expect(first.buffer.byteLength).toBe(first.byteLength);
  });
});
