import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as generate from './conformance/generate.ts';
import { TWINS } from './conformance/twins.ts';
import type { Kernels } from './kernels.ts';
import { loadKernels } from './load.ts';

// Bit for bit: Object.is tells 0 from −0, and any last digit.

const RUNS = { seed: 20260301, numRuns: 400 };

/** Compares two results of a kernel, all their columns and elements. */
function expectIdentical(actual: object, expected: object): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, column] of Object.entries(expected) as [string, number | ArrayLike<number>][]) {
    const other = (actual as Record<string, number | ArrayLike<number>>)[name]!;
    if (typeof column === 'number' || typeof other === 'number') {
      if (!Object.is(other, column)) expect.fail(`${name} is ${other}, in the TypeScript twin ${column}`);
      continue;
    }
    expect(other.length, name).toBe(column.length);
    for (let i = 0; i < column.length; i++) {
      if (!Object.is(other[i], column[i])) expect.fail(`${name}[${i}] is ${other[i]}, in the TypeScript twin ${column[i]}`);
    }
  }
}

describe.each(TWINS.filter(({ name }) => name !== 'typescript'))('$name does exactly what typescript does', ({ makeKernels }) => {
  let typescript: Kernels;
  let wasm: Kernels;
  beforeAll(async () => {
    typescript = await loadKernels('typescript');
    wasm = await makeKernels();
    expect([typescript.engine, wasm.engine]).toEqual(['typescript', 'wasm']);
  });

  /** What both make of the same arguments. */
  function same(run: (kernels: Kernels) => object): void {
    expectIdentical(run(wasm), run(typescript));
  }

  test('binPackets', () => {
    fc.assert(fc.property(generate.packets, generate.bins, (packets, bins) => same((kernels) => kernels.binPackets(packets, bins))), RUNS);
  });

  test('findPeaks', () => {
    fc.assert(fc.property(generate.series, generate.conditions, (series, conditions) => same((kernels) => kernels.findPeaks(series, conditions))), RUNS);
  });

  test('spikeGaps', () => {
    fc.assert(fc.property(generate.spikes, (spikes) => same((kernels) => kernels.spikeGaps(spikes))), RUNS);
  });

  test('autocorrelation', () => {
    fc.assert(fc.property(generate.series, fc.nat(450), (series, maxLag) => same((kernels) => kernels.autocorrelation(series, maxLag))), RUNS);
  });

  test('welch', () => {
    const samplingRate = fc.constantFrom(1, 5, 0.1, 1000);
    fc.assert(
      fc.property(generate.series, samplingRate, generate.segment, (series, rate, segment) =>
        same((kernels) => kernels.welch(series, { samplingRate: rate, segment })),
      ),
      RUNS,
    );
  });

  test('evaluateForest', () => {
    fc.assert(
      fc.property(generate.forest, generate.features, (forest, features) => {
        const rows = features.subarray(0, features.length - (features.length % forest.features));
        same((kernels) => kernels.evaluateForest(forest, rows));
      }),
      RUNS,
    );
  });

  test('long series', () => {
    let state = 1;
    const step = () => {
      state = (state * 1664525 + 1013904223) >>> 0;
      return state / 2 ** 32 - 0.5;
    };
    let level = 0;
    const walk = Float64Array.from({ length: 100_000 }, () => (level += step()));
    same((kernels) => kernels.findPeaks(walk, { minDistance: 5, minProminence: 1 }));
    same((kernels) => kernels.findPeaks(walk.map(Math.round), { minDistance: 50 }));
    same((kernels) => kernels.welch(walk, { samplingRate: 5, segment: 1021 }));
    same((kernels) => kernels.welch(walk, { samplingRate: 5, segment: 30_030 }));
    same((kernels) => kernels.autocorrelation(walk, 40));
  });
});
