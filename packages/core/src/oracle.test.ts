import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { TWINS } from './conformance/twins.ts';
import type { Kernels, PeakConditions, Peaks } from './kernels.ts';

// What scipy and numpy say: test-vectors/make_vectors.py wrote it.

type PeakCase = { series: string; conditions: PeakConditions; peaks: Record<keyof Peaks, number[]> };
type WelchCase = { series: string; segment: number; lastFrequency: number; power: number[] };
type AutocorrelationCase = { series: string; maxLag: number; values: number[] };

const { series: stored } = read<{ series: Record<string, number[]> }>('series');
const peakCases = read<{ cases: PeakCase[] }>('peaks').cases;
const { samplingRate, cases: welchCases } = read<{ samplingRate: number; cases: WelchCase[] }>('welch');
const autocorrelationCases = read<{ cases: AutocorrelationCase[] }>('autocorrelation').cases;

function read<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`../test-vectors/${name}.json`, import.meta.url), 'utf8')) as Content;
}

function series(name: string): Float64Array {
  const values = stored[name];
  if (values === undefined) throw new Error(`test-vectors/series.json has no series ${name}`);
  return Float64Array.from(values);
}

/** Within 1e-9 of the largest reference value; where all of them are 0, exactly 0. */
function expectClose(actual: Float64Array, reference: number[]): void {
  expect(actual.length).toBe(reference.length);
  const tolerance = 1e-9 * reference.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const far = reference.findIndex((value, i) => !(Math.abs(actual[i]! - value) <= tolerance));
  if (far >= 0) expect.fail(`element ${far} is ${actual[far]}, the reference ${reference[far]}, tolerance ${tolerance}`);
}

test('the stored cases are all there', () => {
  expect([peakCases.length, welchCases.length, autocorrelationCases.length]).toEqual([84, 98, 14]);
  expect(peakCases.reduce((sum, { peaks }) => sum + peaks.index.length, 0)).toBeGreaterThan(3000);
});

describe.each(TWINS)('$name', ({ makeKernels }) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await makeKernels();
  });

  test.each(peakCases)('peaks of $series with $conditions', ({ series: name, conditions, peaks }) => {
    const found = kernels.findPeaks(series(name), { minProminence: -Infinity, ...conditions });
    for (const column of ['index', 'leftEdge', 'rightEdge', 'leftBase', 'rightBase'] as const) {
      expect([...found[column]], column).toEqual(peaks[column]);
    }
    expectClose(found.height, peaks.height);
    expectClose(found.prominence, peaks.prominence);
  });

  test.each(welchCases)('welch of $series in segments of $segment', ({ series: name, segment, lastFrequency, power }) => {
    const spectrum = kernels.welch(series(name), { samplingRate, segment });
    expectClose(spectrum.power, power);
    expect(spectrum.frequency.length).toBe(power.length);
    expect(spectrum.frequency[0]).toBe(0);
    expect(spectrum.frequency.at(-1)).toBeCloseTo(lastFrequency, 12);
  });

  test.each(autocorrelationCases)('autocorrelation of $series', ({ series: name, maxLag, values }) => {
    expectClose(kernels.autocorrelation(series(name), maxLag), values);
  });
});
