import { loadKernels } from '@tunnelscope/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIVENESS_SECOND, livenessFromSeconds } from './second.ts';
import type { SecondWindow } from './window.ts';

const kernels = await loadKernels('typescript');
const second = fc.tuple(fc.nat(1e7), fc.nat(1e5), fc.nat(1e4), fc.nat(1e4));
const column = (rows: readonly (readonly number[])[], i: number) => Float64Array.from(rows, (row) => row[i] ?? 0);
const windowOf = (rows: readonly (readonly number[])[]): SecondWindow =>
  ({ bytesDown: column(rows, 0), bytesUp: column(rows, 1), packetsDown: column(rows, 2), packetsUp: column(rows, 3) });
const features = (rows: readonly (readonly number[])[]) => Array.from(livenessFromSeconds(windowOf(rows), kernels));

const media = [1_300_000, 40_000, 1000, 500];
const keepalive = [200, 200, 2, 2];
const poll = [4000, 1000, 6, 5];

test('a segment every ten seconds, as VOD delivers it', () => {
  const [dataless, silent, cv] = features(Array.from({ length: 20 }, (_, i) => (i % 10 === 0 ? media : keepalive)));
  expect(dataless).toBe(0.9);
  expect(silent).toBe(0.9);
  expect(cv).toBeCloseTo(0.4 * 1_299_800 / 260_360, 12);
});

test('a segment every other second, as a live stream delivers it, is never silent for long', () => {
  const [dataless, silent, cv] = features(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? media : keepalive)));
  expect([dataless, silent, cv]).toEqual([0, 0, 0]);
});

test('three seconds of pause are long enough for one share and not for the other', () => {
  expect(features([media, keepalive, keepalive, keepalive, media]).slice(0, 2)).toEqual([0.6, 0]);
});

test('a small exchange with data ends a run without data, not a silent run', () => {
  expect(features([media, keepalive, keepalive, poll, keepalive, keepalive, media, media]).slice(0, 2)).toEqual([0, 5 / 8]);
});

test('a window with keepalives only is without data, though no second is below the mean', () => {
  expect(features(Array.from({ length: 10 }, () => keepalive))).toEqual([1, 0, 0]);
});

test('without downlink bytes, or without seconds, all is silence', () => {
  expect(features(Array.from({ length: 10 }, () => [0, 300, 0, 3]))).toEqual([1, 1, 0]);
  expect(features([])).toEqual([1, 1, 0]);
});

test('an odd last second is left out of the variation', () => {
  expect(features([media, media, media, media, keepalive])[2]).toBe(0);
});

test('any window gives finite values, which the uplink does not change', () => {
  fc.assert(fc.property(fc.array(second, { maxLength: 60 }), (rows) => {
    const found = features(rows);
    expect(found.length).toBe(LIVENESS_SECOND.features.length);
    expect(found.every(Number.isFinite)).toBe(true);
    expect(features(rows.map(([down, , packets]) => [down, 7, packets, 7]))).toEqual(found);
  }), { seed: 1 });
});
