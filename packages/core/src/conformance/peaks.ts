import { expect, test } from 'vitest';
import type { Kernels, PeakConditions } from '../kernels.ts';

const MEASURED = { minProminence: -Infinity };

export function peaksConform(kernels: () => Kernels): void {
  const indexOf = (values: number[], conditions?: PeakConditions) => [...kernels().findPeaks(Float64Array.from(values), conditions).index];

  test('finds nothing where nothing rises and falls', () => {
    for (const values of [[], [1], [1, 2], [2, 2, 2, 2], [1, 2, 3], [3, 2, 1], [5, 5, 1, 5, 5], [-0, 0, -0]]) {
      expect(kernels().findPeaks(Float64Array.from(values))).toEqual({
        index: new Int32Array(0),
        leftEdge: new Int32Array(0),
        rightEdge: new Int32Array(0),
        height: new Float64Array(0),
        prominence: new Float64Array(0),
        leftBase: new Int32Array(0),
        rightBase: new Int32Array(0),
      });
    }
  });

  test('describes plateaus by their edges and middle', () => {
    const peaks = kernels().findPeaks(Float64Array.of(0, 3, 3, 3, 3, 1, 2, 0), MEASURED);
    expect([...peaks.index]).toEqual([2, 6]);
    expect([...peaks.leftEdge]).toEqual([1, 6]);
    expect([...peaks.rightEdge]).toEqual([4, 6]);
    expect([...peaks.height]).toEqual([3, 2]);
    expect([...peaks.prominence]).toEqual([3, 1]);
  });

  test('measures from the nearest of equal minima, past peaks that are not higher', () => {
    const peaks = kernels().findPeaks(Float64Array.of(9, 1, 1, 5, 1, 5, 2, 1, 1, 9), MEASURED);
    expect([...peaks.index]).toEqual([3, 5]);
    expect([...peaks.leftBase]).toEqual([2, 4]);
    expect([...peaks.rightBase]).toEqual([4, 7]);
    expect([...peaks.prominence]).toEqual([4, 4]);
  });

  test('a maximum that a condition drops still bounds its neighbours', () => {
    const peaks = kernels().findPeaks(Float64Array.of(1, 3, 2, 5, 0, 9, 1), { ...MEASURED, minDistance: 3 });
    expect([...peaks.index]).toEqual([1, 5]);
    expect([...peaks.rightBase]).toEqual([2, 6]);
    expect([...peaks.prominence]).toEqual([1, 8]);
  });

  test('measures only what is asked for', () => {
    const peaks = kernels().findPeaks(Float64Array.of(0, 3, 1, 2, 0), { minHeight: 3 });
    expect([peaks.prominence, peaks.leftBase, peaks.rightBase].map(({ length }) => length)).toEqual([0, 0, 0]);
    expect([...peaks.height]).toEqual([3]);
  });

  test('takes what is exactly as high or as prominent as asked', () => {
    expect(indexOf([0, 4, 3, 9, 2, 5, 1], { minHeight: 5 })).toEqual([3, 5]);
    expect(indexOf([0, 4, 3, 9, 2, 5, 1], { minProminence: 3 })).toEqual([3, 5]);
  });

  test('the higher of two close peaks stays, and frees what only the dropped one was close to', () => {
    expect(indexOf([0, 1, 0, 3, 0, 2, 0, 1, 0], { minDistance: 3 })).toEqual([3, 7]);
    expect(indexOf([0, 1, 0, 3, 0, 2, 0, 1, 0], { minDistance: 2 })).toEqual([1, 3, 5, 7]);
    expect(indexOf([0, 1, 0, 3, 0, 2, 0, 1, 0], { minDistance: 2.1 })).toEqual([3, 7]);
    expect(indexOf([0, 1, 0, 3, 0, 2, 0, 1, 0], { minDistance: Infinity })).toEqual([3]);
  });

  test('of equally high close peaks the later stays', () => {
    expect(indexOf([0, 2, 0, 2, 0, 2, 0, 2, 0], { minDistance: 3 })).toEqual([3, 7]);
  });

  test('distance goes before prominence', () => {
    // 8 loses to 8.1, which is too close and higher. Had prominence gone first, as 2 says, both would show.
    expect(indexOf([0, 7, 8, 6, 8.1, 6, 7, 0], { minProminence: 2 })).toEqual([2, 4]);
    expect(indexOf([0, 7, 8, 6, 8.1, 6, 7, 0], { minProminence: 2, minDistance: 3 })).toEqual([4]);
    // And 9.5 takes the prominent 4 with it, although it is not prominent enough itself.
    expect(indexOf([8.5, 9, 8.5, 9.5, 0, 4, 0], { minProminence: 4, minDistance: 3 })).toEqual([]);
  });

  test('takes infinite samples', () => {
    const peaks = kernels().findPeaks(Float64Array.of(0, Infinity, 1, 2, -Infinity), MEASURED);
    expect([...peaks.index]).toEqual([1, 3]);
    expect([...peaks.prominence]).toEqual([Infinity, 1]);
  });

  test('gaps are the samples strictly between two spikes', () => {
    expect(kernels().spikeGaps(Int32Array.of(0, 1, 5, 2147483647))).toEqual(Int32Array.of(0, 3, 2147483641));
    expect(kernels().spikeGaps(Int32Array.of(7))).toEqual(new Int32Array(0));
    expect(kernels().spikeGaps(new Int32Array(0))).toEqual(new Int32Array(0));
  });
}
