import { loadKernels } from '@tunnelscope/core';
import { describe, expect, test } from 'vitest';
import type { LabelledCapture } from '../labelled-capture.ts';
import { loadCaptures } from '../load.ts';
import { recordedManifest } from '../recorded-manifest.fixture.ts';
import { CLASSIFIERS } from './classifier.ts';
import { compare } from './compare.ts';
import { compareProviders } from './providers.ts';

const kernels = await loadKernels('wasm');
const { captures: listed } = await recordedManifest();
/** As if the players of the recordings were two providers. */
const providers: Readonly<Record<string, string>> = { 'hls.js': 'one', shaka: 'other' };
const captures = (await loadCaptures(listed, { kernels, resolution: 'packet', seed: true }))
  .map((capture): LabelledCapture => ({ ...capture, columns: { ...capture.columns, provider: providers[capture.columns.player ?? ''] ?? '' } }));
const options = { classifiers: CLASSIFIERS, seedFeatures: true, by: 'pair', windowSeconds: 60, resolution: 'packet', trees: 4, seed: 2, kernels } as const;
const contests = compare(captures, options);
const minutes = (outcomes: readonly string[]) => captures.filter(({ outcome }) => outcomes.includes(outcome)).reduce((sum, { record }) => sum + record.windows.filter(({ seconds }) => seconds === 60).length, 0);

describe('every classifier', () => {
  test('is judged on both tasks, both sets of features and both splits', () => {
    expect(contests).toHaveLength(2 * 2 * 2 * CLASSIFIERS.length);
    expect(new Set(contests.map(({ task, features, split, classifier }) => [task, features, split, classifier].join())).size).toBe(contests.length);
  });

  test('is judged on every window of its task once, and its figures are those of its confusion matrix', () => {
    for (const { task, windows, confusion, accuracy, recall } of contests) {
      expect(windows).toBe(minutes(task === 'live against VOD' ? ['broadcast', 'vod'] : ['broadcast', 'call', 'audio']));
      const { rows, labels } = confusion;
      const right = rows.reduce((sum, row, label) => sum + row[label]!, 0);
      expect(rows.flat().reduce((a, b) => a + b, 0)).toBe(windows);
      expect(accuracy).toBeCloseTo(right / windows, 12);
      for (const [label, name] of labels.entries()) {
        const all = rows[label]!.reduce((a, b) => a + b, 0);
        expect(recall[name]).toBe(all === 0 ? null : rows[label]![label]! / all);
      }
    }
  });
});

test('matched pairs that were never seen are near a coin by the features of earlier work, and told apart by ours', () => {
  const found = (features: string) => contests.find((contest) => contest.task === 'live against VOD' && contest.split === 'held-out groups' && contest.features === features && contest.classifier === 'svm')!.accuracy!;
  expect(found('seed')).toBeLessThan(0.7);
  expect(found('ours')).toBeGreaterThan(0.9);
});

test('the same seed gives the same, whatever is judged beside', () => {
  const figures = ({ trainSeconds: _t, predictSeconds: _p, ...rest }: (typeof contests)[number]) => rest;
  const alone = compare(captures, { ...options, classifiers: ['extra-trees'], seedFeatures: false });
  expect(alone.map(figures)).toEqual(contests.filter(({ classifier, features, task }) => classifier === 'extra-trees' && features === 'ours' && task === 'live against VOD').map(figures));
});

test('what is not wanted still trains', () => {
  const some = compare(captures, { ...options, classifiers: ['knn'], seedFeatures: false, where: ({ columns }) => columns.player === 'shaka' });
  const shaka = captures.filter(({ columns, outcome }) => columns.player === 'shaka' && (outcome === 'broadcast' || outcome === 'vod'));
  const wanted = shaka.reduce((sum, { record }) => sum + record.windows.filter(({ seconds }) => seconds === 60).length, 0);
  expect(some.map(({ windows }) => windows)).toEqual([wanted, wanted]);
  expect(() => compare(captures, { ...options, where: () => false })).toThrow('found no window of 60 s');
});

test('captures of one class alone cannot be compared', () => {
  expect(() => compare(captures.filter(({ outcome }) => outcome === 'vod'), options)).toThrow('expected windows of 60 s of both live and VOD at packet resolution, found one of them alone');
});

describe('providers', () => {
  const found = compareProviders(captures, { ...options, classifiers: ['extra-trees'] })!;

  test('are judged alone, together and by what was trained on the other', () => {
    const ours = found.contests.filter(({ features }) => features === 'ours');
    expect(ours.map(({ trainedOn, judgedOn, split }) => `${trainedOn} > ${judgedOn}, ${split}`).toSorted()).toEqual([
      'one + other > one + other, held-out sessions', 'one + other > one + other, random windows', 'one > one, held-out sessions', 'one > one, random windows',
      'one > other, other provider', 'other > one, other provider', 'other > other, held-out sessions', 'other > other, random windows',
    ]);
    const across = ours.find(({ judgedOn, split }) => judgedOn === 'other' && split === 'other provider')!;
    const other = captures.filter(({ columns, outcome }) => columns.provider === 'other' && (outcome === 'broadcast' || outcome === 'vod'));
    expect(across.windows).toBe(other.reduce((sum, { record }) => sum + record.windows.filter(({ seconds }) => seconds === 60).length, 0));
  });

  test('have a median of every feature for each class', () => {
    expect(found.medians).toHaveLength((7 + found.medians.filter(({ features, provider, class: name }) => features === 'ours' && provider === 'one' && name === 'live').length) * 4);
    const silent = (name: string) => found.medians.find(({ feature, provider, class: of }) => feature === 'pct_zeros' && provider === 'one' && of === name)!.median!;
    expect(silent('live')).toBeGreaterThan(50);
    expect(silent('live')).toBeLessThanOrEqual(100);
  });

  test('are compared only where there are two', () => {
    expect(compareProviders(captures.filter(({ columns }) => columns.provider === 'one'), options)).toBeNull();
  });
});
