import { readdirSync, readFileSync } from 'node:fs';
import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { SEED, type SeedFeatures } from '@tunnelscope/model/features/seed';
import { describe, expect, test } from 'vitest';
import { primaryRecord, RECORDED } from './recorded-capture.fixture.ts';
import { VERDICT_WINDOWS, type WindowPlan } from './window-plan.ts';

interface Window { readonly start: number; readonly seconds: number; readonly packets: number; readonly features: Record<string, number> }
type Seed = Readonly<Record<string, number | null>>;

const read = (name: string) => JSON.parse(readFileSync(new URL(name, RECORDED), 'utf8'));
const liveness: Record<string, Window[]> = read('liveness-features.json');
const seed: Record<string, Seed> = read('seed-features.json');
const present = new Set(readdirSync(RECORDED));
const captures = Object.keys(seed).filter((name) => present.has(name));
const regular = captures.filter((name) => name.endsWith('.regular.csv.gz'));
/** The prototype's names, in the order of LIVENESS_PACKET. */
const PROTOTYPE = ['r_sil', 'r_idle', 'r_cv5', 'r_cv1', 'r_gap', 'r_g2', 'pe', 'pcov', 'scl', 'pd'];
/** The windows of the reference: 60 s from 0 and from 60, 30 s from 30, 10 s from 40; of a short capture 10 s from 0. */
const REFERENCE_WINDOWS: WindowPlan = {
  blockSeconds: 60,
  cuts: (block) => (block === 0 ? [{ start: 0, seconds: 10 }, { start: 40, seconds: 10 }, { start: 0, seconds: 60 }, { start: 30, seconds: 30 }] : [{ start: 0, seconds: 60 }]),
};

test('every capture of the references is there, in all three forms', () => {
  expect(captures).toEqual(Object.keys(seed));
  expect(Object.keys(liveness).filter((name) => !present.has(name))).toEqual([]);
  expect(captures.filter((name) => name.endsWith('.pcap.gz')).length).toBeGreaterThanOrEqual(4);
  expect(regular.length).toBeGreaterThanOrEqual(2);
});

function expectSeed(found: SeedFeatures | null, reference: Seed): void {
  for (const { name } of SEED.features) {
    const value = found?.[name as keyof SeedFeatures] ?? null;
    const expected = reference[name] ?? null;
    if (value === null || expected === null || Number.isInteger(expected)) expect(value, name).toBe(expected);
    else expect(Math.abs(value / expected - 1), `${name}, ${value} for ${expected}`).toBeLessThanOrEqual(1e-9);
  }
}

describe.each(ENGINES)('%s', async (engine) => {
  const kernels = await loadKernels(engine);

  test.each(captures)('the whole pipeline gives the reference of %s', async (name) => {
    const record = await primaryRecord(name, { kernels, plan: REFERENCE_WINDOWS, clientOf: () => null, seed: true });
    expectSeed(record.seed, seed[name]!);
    expect(record.bytesDown).toBe(seed[name]!.bytesDown);
    for (const { start, seconds, packets, features } of liveness[name] ?? []) {
      const window = record.windows.find((one) => one.start === start && one.seconds === seconds);
      expect(window?.packets, `packets of ${seconds} s from ${start}`).toBe(packets);
      for (const [i, key] of PROTOTYPE.entries()) {
        // The reference has ten significant digits.
        const expected = features[key]!;
        expect(Math.abs(window!.liveness[i]! - expected), `${key} of ${seconds} s from ${start}, ${window!.liveness[i]} for ${expected}`)
          .toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
      }
    }
  });

  test.each(regular)('packets reduced to seconds give what %s gives', async (name) => {
    const options = { kernels, plan: VERDICT_WINDOWS, clientOf: () => null, seed: true };
    const rows = await primaryRecord(name, options);
    expect(rows.resolution).toBe('second');
    expect(rows.windows.length).toBeGreaterThan(4);
    expect(await primaryRecord(name.replace('.regular', ''), { ...options, resolution: 'second' })).toEqual(rows);
  });
});
