import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { likeness } from './groups.ts';
import { heldOut, heldOutRow } from './held-out.ts';
import { captureOf, LIVE, VIDEO, VOD } from './labelled-capture.fixture.ts';
import { windowsOf } from './labelled-window.ts';
import { trainingTable } from './training-table.ts';

const kernels = await loadKernels('wasm');
const options = { trainer: 'extra-trees', trees: 10, seed: 1, kernels } as const;

test('judges each window once, by forests that did not see its group', () => {
  // The longest gap names the group; what is learned of the others does not carry over.
  const captures = Array.from({ length: 12 }, (_, i) => captureOf(`c${i}`, i % 2 === 0 ? 'live' : 'vod', { ...VIDEO, longest_gap: i }));
  const windows = windowsOf(captures, 30);
  const held = heldOut(trainingTable(windows, 'packet'), likeness(captures), options);
  expect([...held.rows].sort((a, b) => a - b)).toEqual([...windows.keys()]);
  expect([held.probabilities.kind.length, held.probabilities.liveness.length]).toEqual([4 * windows.length, 2 * windows.length]);
  const right = held.rows.filter((row, number) => heldOutRow(held, 'liveness', number)[windows[row]!.outcome === 'vod' ? 1 : 0]! > 0.5).length;
  expect(right).toBeLessThan(windows.length / 2);
});

test('what is told by features is told of groups that were not seen', () => {
  const captures = Array.from({ length: 10 }, (_, i) => captureOf(`c${i}`, i % 2 === 0 ? 'live' : 'vod', i % 2 === 0 ? LIVE : VOD));
  const windows = windowsOf(captures, 30);
  const held = heldOut(trainingTable(windows, 'packet'), likeness(captures), options);
  for (const [number, row] of held.rows.entries()) expect(heldOutRow(held, 'liveness', number)[windows[row]!.outcome === 'vod' ? 1 : 0]).toBeGreaterThan(0.9);
});

test('a class that only the held-out group has was not learned, and a fold without live is not judged', () => {
  const captures = [captureOf('radio', 'audio', VIDEO), captureOf('l', 'live', LIVE), ...['v', 'w', 'x'].map((name) => captureOf(name, 'vod', VOD))];
  const windows = windowsOf(captures, 60);
  const held = heldOut(trainingTable(windows, 'packet'), likeness(captures), options);
  const outcomes = Array.from(held.rows, (row) => windows[row]!.outcome);
  expect(outcomes).not.toContain('broadcast');
  expect([...held.learned.kind]).toEqual(outcomes.map((outcome) => (outcome === 'audio' ? 0 : 1)));
});

test('with a single group there is nothing to hold out', () => {
  const captures = [captureOf('l', 'live', LIVE), captureOf('v', 'vod', VOD)];
  expect(heldOut(trainingTable(windowsOf(captures, 60), 'packet'), { of: Int32Array.of(0, 0), staged: new Uint8Array(2) }, options).rows).toHaveLength(0);
});
