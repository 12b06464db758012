import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { likeness } from './groups.ts';
import { heldOut, heldOutRow } from './held-out.ts';
import { captureOf, LIVE, VIDEO, VOD } from './labelled-capture.fixture.ts';
import { windowsOf } from './labelled-window.ts';

const kernels = await loadKernels('wasm');
const options = { trainer: 'extra-trees', trees: 10, seed: 1, resolution: 'packet', kernels } as const;

test('judges each window once, by forests that did not see its group', () => {
  // The longest gap names the group; what is learned of the others does not carry over.
  const captures = Array.from({ length: 12 }, (_, i) => captureOf(`c${i}`, i % 2 === 0 ? 'live' : 'vod', { ...VIDEO, longest_gap: i }));
  const windows = windowsOf(captures, 30);
  const held = heldOut(windows, likeness(captures), options);
  expect(new Set(held.windows)).toEqual(new Set(windows));
  expect(held.windows).toHaveLength(windows.length);
  expect([held.probabilities.kind.length, held.probabilities.liveness.length]).toEqual([4 * windows.length, 2 * windows.length]);
  const right = held.windows.filter(({ outcome }, row) => heldOutRow(held, 'liveness', row)[outcome === 'vod' ? 1 : 0]! > 0.5).length;
  expect(right).toBeLessThan(windows.length / 2);
});

test('what is told by features is told of groups that were not seen', () => {
  const captures = Array.from({ length: 10 }, (_, i) => captureOf(`c${i}`, i % 2 === 0 ? 'live' : 'vod', i % 2 === 0 ? LIVE : VOD));
  const held = heldOut(windowsOf(captures, 30), likeness(captures), options);
  for (const [row, { outcome }] of held.windows.entries()) expect(heldOutRow(held, 'liveness', row)[outcome === 'vod' ? 1 : 0]).toBeGreaterThan(0.9);
});

test('a class that only the held-out group has was not learned, and a fold without live is not judged', () => {
  const captures = [captureOf('radio', 'audio', VIDEO), captureOf('l', 'live', LIVE), ...['v', 'w', 'x'].map((name) => captureOf(name, 'vod', VOD))];
  const held = heldOut(windowsOf(captures, 60), likeness(captures), options);
  expect(held.windows.map(({ outcome }) => outcome)).not.toContain('broadcast');
  for (const [row, { outcome }] of held.windows.entries()) expect(held.learned.kind[row]).toBe(outcome === 'audio' ? 0 : 1);
});

test('with a single group there is nothing to hold out', () => {
  const captures = [captureOf('l', 'live', LIVE), captureOf('v', 'vod', VOD)];
  expect(heldOut(windowsOf(captures, 60), { of: Int32Array.of(0, 0), staged: new Uint8Array(2) }, options).windows).toEqual([]);
});
