import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { captureOf, LIVE, type Measured, VOD } from './labelled-capture.fixture.ts';
import { windowsOf } from './labelled-window.ts';
import { likeness } from './groups.ts';
import { trainPart } from './train-part.ts';
import { trainedPart } from './trained-part.fixture.ts';
import { trainingTable } from './training-table.ts';
import { SECONDS_RULE } from './verdict-rule.ts';

const kernels = await loadKernels('wasm');
const options = { trainer: 'extra-trees', trees: 20, seed: 1, windowSeconds: 30, kernels } as const;
const ruleOf = (captures: readonly ReturnType<typeof captureOf>[]) => trainedPart(captures, 30, options).rule;
const labelled = (label: 'live' | 'vod', measured: Measured, count: number) => Array.from({ length: count }, (_, i) => captureOf(`${label}${i} ${measured.longest_gap}`, label, measured));

test('what held-out groups are told rightly is said where it is more probable than all else, at the least risk that so many can show', () => {
  expect(ruleOf([...labelled('live', LIVE, 8), ...labelled('vod', VOD, 8)])).toEqual({ least: { live: 0.5, vod: 0.5, other: 0.5 }, risk: { live: 1 / 9, vod: 1 / 9, other: 1 / 17 } });
});

test('live that looks like VOD makes VOD need more than it, and leaves live as it is', () => {
  const rule = ruleOf([...labelled('live', LIVE, 5), ...labelled('live', VOD, 4), ...labelled('vod', VOD, 9)]);
  expect(rule.least.vod).toBeGreaterThan(0.5);
  expect(rule.least.live).toBe(0.5);
});

test('few groups can show no small risk: what they can is stated', () => {
  expect(ruleOf([...labelled('live', LIVE, 2), ...labelled('vod', VOD, 2)]).risk).toEqual({ live: 1 / 3, vod: 1 / 3, other: 1 / 5 });
});

test('seconds alone state no risk, and say what is more probable than all else', () => {
  const captures = [...labelled('live', LIVE, 4), ...labelled('live', VOD, 4), ...labelled('vod', VOD, 8)];
  const windows = windowsOf(captures, 30).map((window) => ({ ...window, liveness: window.liveness.slice(0, 3) }));
  expect(trainPart(trainingTable(windows, 'second'), likeness(captures), options).rule).toEqual(SECONDS_RULE);
  expect(SECONDS_RULE).toEqual({ least: { live: 0.5, vod: 0.5, other: 0.5 }, risk: { live: 1, vod: 1, other: 1 } });
});
