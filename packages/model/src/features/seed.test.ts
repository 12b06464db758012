import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import { heaviestFlow } from './recorded-flow.fixture.ts';
import { SEED, seedFeatures } from './seed.ts';
import { seedSeries } from './seed/series.ts';

const folder = new URL('../../../../test-data/recorded/', import.meta.url);
const references: Record<string, Record<string, number | null>> = JSON.parse(readFileSync(new URL('seed-features.json', folder), 'utf8'));
const captures = readdirSync(folder).filter((name) => name.endsWith('.csv.gz') && references[name]?.bins !== undefined);
const sum = (series: Float64Array) => series.reduce((a, b) => a + b, 0);

test('there are recorded captures to compare with', () => expect(captures.length).toBeGreaterThanOrEqual(29));

describe.each(ENGINES)('%s', async (engine) => {
  const kernels = await loadKernels(engine);

  test.each(captures)('equals scipy on %s', (name) => {
    const reference = references[name] ?? {};
    const { perSecond, perBin } = seedSeries(heaviestFlow(gunzipSync(readFileSync(new URL(name, folder))).toString()), kernels);
    expect([perSecond.length, perBin.length, sum(perSecond)]).toEqual([reference.seconds, reference.bins, reference.bytesDown]);
    const found = seedFeatures(perSecond, perBin, kernels);
    for (const { name: feature } of SEED.features) {
      const [value, expected] = [found[feature as keyof typeof found], reference[feature] ?? null];
      if (value === null || expected === null || Number.isInteger(expected)) expect(value, feature).toBe(expected);
      else expect(Math.abs(value / expected - 1), `${feature}, ${value} for ${expected}`).toBeLessThanOrEqual(1e-9);
    }
  });

  test('one-second resolution has the first three features only', () => {
    expect(seedFeatures(Float64Array.of(0, 9, 0, 0, 9, 0), null, kernels)).toEqual({
      valid_packet_rate: 1 / 3, peaks_number: 2, peaks_gap: 2, pct_zeros: null, max_prom_norm: null, peak_0p1Hz_norm: null, peak_0p2Hz_norm: null,
    });
  });

  test('what a series is too short or too even for is null', () => {
    const nothing = { max_prom_norm: null, peak_0p1Hz_norm: null, peak_0p2Hz_norm: null };
    const empty = new Float64Array(0);
    expect(seedFeatures(empty, empty, kernels)).toEqual({ valid_packet_rate: null, peaks_number: 0, peaks_gap: 0, pct_zeros: null, ...nothing });
    expect(seedFeatures(Float64Array.of(5), Float64Array.of(5, 20_000), kernels)).toMatchObject({ valid_packet_rate: 1, pct_zeros: 50, ...nothing });
    expect(seedFeatures(empty, new Float64Array(30), kernels)).toMatchObject({ pct_zeros: 100, ...nothing });
  });
});
