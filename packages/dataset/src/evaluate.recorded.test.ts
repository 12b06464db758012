import { loadKernels } from '@tunnelscope/core';
import { hasTooLittle } from '@tunnelscope/model/too-little';
import { describe, expect, test } from 'vitest';
import { evaluate, evaluateCaptures } from './evaluate.ts';
import { loadCaptures } from './load.ts';
import { recordedManifest } from './recorded-manifest.fixture.ts';
import type { Evaluation } from './summary.ts';

const kernels = await loadKernels('wasm');
const manifest = await recordedManifest();
const options = { kernels, resolution: 'packet', trainer: 'extra-trees', trees: 4, seed: 3, by: 'pair', windowSeconds: 60 } as const;
const steps: string[] = [];
const found = await evaluate([manifest], { ...options, onProgress: ({ what, done, of }) => steps.push(`${what} ${done}/${of}`) });
const captures = await loadCaptures(manifest.captures, { kernels, resolution: 'packet', padded: true });

const share = expect.toSatisfy((value: unknown) => typeof value === 'number' && value >= 0 && value <= 1, 'a share');
const maybeShare = expect.toSatisfy((value: unknown) => value === null || (typeof value === 'number' && value >= 0 && value <= 1), 'a share or null');
const CLASSES = ['live', 'vod', 'other'];
const figures = { accuracy: maybeShare, balancedAccuracy: maybeShare, liveVsVod: { accuracy: maybeShare, balancedAccuracy: maybeShare, auc: maybeShare }, coverage: share, selectiveAccuracy: maybeShare };
const byClass = { live: maybeShare, vod: maybeShare, other: maybeShare };
const sum = (rows: readonly (readonly number[])[]) => rows.flat().reduce((a, b) => a + b, 0);

test('has every field that scripts rely on', () => {
  const interval = { low: share, high: share };
  expect(found).toEqual({
    ...figures,
    windows: expect.any(Number),
    windowSeconds: 60,
    resolution: 'packet',
    by: 'pair',
    precision: byClass,
    recall: byClass,
    f1: byClass,
    confusion: { labels: CLASSES, columns: [...CLASSES, 'unknown'], rows: CLASSES.map(() => Array.from({ length: 4 }, () => expect.any(Number))) },
    rocAuc: share,
    expectedCalibrationError: share,
    confidenceInterval: {
      accuracy: interval, balancedAccuracy: interval, coverage: interval, selectiveAccuracy: interval,
      liveVsVodAccuracy: interval, liveVsVodBalancedAccuracy: interval, liveVsVodAuc: interval,
    },
    groups: expect.any(Array),
    subtypeConfusion: { labels: ['broadcast', 'call', 'audio'], columns: ['broadcast', 'call', 'audio', 'not live', 'unknown'], rows: expect.any(Array) },
    videoVsRest: { accuracy: share, balancedAccuracy: maybeShare },
    conditions: expect.any(Array),
    timeToVerdict: { median: expect.any(Number), p95: expect.any(Number), undecided: share, curve: expect.any(Array) },
    roc: expect.any(Array),
    calibration: expect.any(Array),
    coverageCurve: expect.any(Array),
    trainSeconds: expect.any(Number),
    seed: 3,
    engine: 'wasm',
    model: { name: expect.any(String), hash: null },
    manifest: [{ name: 'manifest.csv', sha256: manifest.sha256 }],
    seenInTraining: false,
    setAside: false,
    warnings: expect.any(Array),
  });
});

test('a condition of several pairs has an interval around its figure', () => {
  const { liveVsVod, confidenceInterval } = found.conditions.find(({ condition, value, part, padded }) => condition === 'delivery' && value === 'HLS' && part === 'all' && !padded)!;
  const { low, high } = confidenceInterval.liveVsVodBalancedAccuracy!;
  expect(low).toBeLessThanOrEqual(liveVsVod.balancedAccuracy!);
  expect(high).toBeGreaterThanOrEqual(liveVsVod.balancedAccuracy!);
});

test('the share of flows with their verdict grows to all that have one', () => {
  const { curve, undecided, median } = found.timeToVerdict;
  expect(curve.map(({ seconds }) => seconds)).toEqual([...new Set(curve.map(({ seconds }) => seconds))].sort((a, b) => a - b));
  expect(curve.at(-1)!.decided).toBeCloseTo(1 - undecided, 12);
  expect(curve.find(({ decided }) => decided >= (1 - undecided) / 2)!.seconds).toBe(median);
});

test('judges every window of a minute once', () => {
  const minutes = captures.reduce((total, { record }) => total + record.windows.filter((window) => window.seconds === 60 && !hasTooLittle(window)).length, 0);
  expect(found.windows).toBe(minutes);
  expect(sum(found.confusion.rows)).toBe(minutes);
  expect(found.groups?.reduce((total, { windows }) => total + windows, 0)).toBe(minutes);
  expect(found.accuracy).toBeCloseTo((found.confusion.rows[0]![0]! + found.confusion.rows[1]![1]! + found.confusion.rows[2]![2]!) / minutes, 12);
  const live = captures.filter(({ label }) => ['live', 'call'].includes(label)).reduce((total, { record }) => total + record.windows.filter((window) => window.seconds === 60 && !hasTooLittle(window)).length, 0);
  expect(sum(found.subtypeConfusion.rows)).toBe(live);
});

describe('groups', () => {
  test('are the pairs, both members together, and every other capture alone', () => {
    const pairs = found.groups!.filter(({ captures: count }) => count === 2).map(({ group }) => group);
    expect(pairs.toSorted((a, b) => Number(a) - Number(b))).toEqual(['3', '10', '12', '17', '32', '44', '75', '77', '81', '86']);
    expect(found.groups!.filter(({ captures: count }) => count === 1).every(({ group }) => group.endsWith('.csv.gz'))).toBe(true);
  });

  test('have figures of the same kind; balanced ones only where both classes are', () => {
    for (const group of found.groups!) {
      expect(group).toEqual({ group: expect.any(String), captures: expect.any(Number), windows: expect.any(Number), ...figures });
      expect(group.liveVsVod.balancedAccuracy === null, group.group).toBe(group.captures === 1);
    }
  });
});

test('intervals hold their figure', () => {
  for (const [name, value] of [['accuracy', found.accuracy], ['coverage', found.coverage], ['liveVsVodAuc', found.liveVsVod.auc]] as const) {
    const { low, high } = found.confidenceInterval[name]!;
    expect(low, name).toBeLessThanOrEqual(value!);
    expect(high, name).toBeGreaterThanOrEqual(value!);
  }
});

test('curves run from nothing to everything', () => {
  expect(found.roc[0]).toMatchObject({ falsePositiveRate: 0, truePositiveRate: 0 });
  expect(found.roc.at(-1)).toMatchObject({ falsePositiveRate: 1, truePositiveRate: 1 });
  expect(found.coverageCurve.at(-1)).toMatchObject({ coverage: 1 });
  expect(found.calibration.reduce((total, { rows }) => total + rows, 0)).toBe(found.windows);
  expect(Math.max(found.roc.length, found.coverageCurve.length)).toBeLessThanOrEqual(200);
});

test('says how far it is', () => {
  expect(steps.filter((step) => step.startsWith('reading'))).toEqual(manifest.captures.map((_, i) => `reading captures ${i + 1}/30`));
  expect(steps.at(-1)).toBe('cross-validating 20/20');
});

test('the same seed gives the same but for the seconds it took, another one does not', async () => {
  const text = ({ trainSeconds: _, ...rest }: Evaluation) => JSON.stringify(rest);
  const again = async (seed: number) => text((await evaluateCaptures(captures, [manifest], [60], { ...options, seed }))[0]!);
  expect(await again(3)).toBe(text(found));
  expect(await again(4)).not.toBe(text(found));
}, 60_000);
