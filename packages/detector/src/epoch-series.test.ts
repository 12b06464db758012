import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EpochSeries } from './epoch-series.ts';

const addition = fc.record({ time: fc.integer({ min: -50_000, max: 50_000 }), fromA: fc.nat(1e6), fromB: fc.nat(1e6) });

test('holds the sums of whatever is added, in whatever order, with zeros between', () => {
  fc.assert(fc.property(fc.array(addition, { minLength: 1, maxLength: 60 }), fc.constantFrom(200, 1000), (additions, width) => {
    const series = new EpochSeries(width);
    for (const { time, fromA, fromB } of additions) series.add(time, fromA, fromB);
    const bins = additions.map(({ time }) => Math.floor(time / width));
    const first = Math.min(...bins);
    const expected = (of: 'fromA' | 'fromB') => {
      const sums = new Float64Array(Math.max(...bins) - first + 1);
      for (const [i, bin] of bins.entries()) sums[bin - first]! += additions[i]![of];
      return sums;
    };
    expect(series.length).toBe(Math.max(...bins) - first + 1);
    expect(series.bytes(true)).toEqual(expected('fromA'));
    expect(series.bytes(false)).toEqual(expected('fromB'));
  }), { seed: 1, numRuns: 300 });
});

test('bins are aligned to multiples of their width in epoch time, not to the first addition', () => {
  const series = new EpochSeries(200);
  series.add(1_600_000_000_199, 1, 0);
  series.add(1_600_000_000_200, 2, 0);
  series.add(1_600_000_000_399, 4, 0);
  expect(series.bytes(true)).toEqual(Float64Array.of(1, 6));
});

test('is empty before anything is added', () => {
  expect(new EpochSeries(1000).length).toBe(0);
  expect(new EpochSeries(1000).bytes(true)).toEqual(new Float64Array(0));
});
