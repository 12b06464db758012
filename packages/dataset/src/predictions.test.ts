import { loadKernels } from '@tunnelscope/core';
import { judgeFlow } from '@tunnelscope/detector/flow-verdict';
import { VERDICT_WINDOWS } from '@tunnelscope/detector/window-plan';
import type { Model } from '@tunnelscope/model';
import { judgeWindows } from '@tunnelscope/model/judge';
import { expect, test } from 'vitest';
import { captureOf, LIVE, VOD } from './labelled-capture.fixture.ts';
import { windowsOf } from './labelled-window.ts';
import { decide, predictWindows } from './predictions.ts';
import { trainedPart } from './trained-part.fixture.ts';

const kernels = await loadKernels('wasm');
const captures = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? captureOf(`l${i}`, 'live', LIVE, {}, 3) : captureOf(`v${i}`, 'vod', VOD, {}, 3)));
const options = { trainer: 'extra-trees', trees: 10, seed: 1, kernels } as const;
const model: Model = {
  name: 'small', seed: 1, training: { trainer: 'extra-trees', manifests: [], captures: 0, windows: 0, groups: 0 },
  parts: [5, 10, 30, 60].map((seconds) => trainedPart(captures, seconds, options)),
};

test('each window has its own prediction, with the outcomes that its verdict is made from', () => {
  const part = model.parts[2]!;
  const windows = windowsOf(captures, 30);
  const predictions = predictWindows(part, windows, kernels);
  expect(predictions.map(({ window }) => window)).toEqual(windows);
  for (const [row, { outcomes, verdict, window }] of predictions.entries()) {
    expect(outcomes).toEqual(judgeWindows(part, [windows[row]!], kernels));
    expect(verdict).toBe(window.outcome === 'vod' ? 'vod' : 'live');
  }
});

test('flows are judged from the windows that classify judges them from', () => {
  const { record } = captures[3]!;
  const verdictWindows = record.windows.filter(({ start, seconds }) => {
    const block = Math.floor(start / 60);
    return VERDICT_WINDOWS.cuts(block).some((cut) => 60 * block + cut.start === start && cut.seconds === seconds);
  });
  expect(verdictWindows.map(({ start, seconds }) => [start, seconds])).toEqual([[0, 5], [0, 10], [0, 30], [0, 60], [60, 60], [120, 60]]);
  const { decidedAfterSeconds } = judgeFlow({ ...record, windows: verdictWindows }, model, kernels);
  expect(decidedAfterSeconds).not.toBeNull();
  expect(decide(model, captures, [3], kernels)).toEqual([{ capture: 3, decidedAfterSeconds }]);
  expect(decide(model, captures, [4, 0], kernels).map(({ capture }) => capture)).toEqual([4, 0]);
});
