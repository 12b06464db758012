import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { trackFlows } from '@tunnelscope/detector/track';
import { VERDICT_WINDOWS } from '@tunnelscope/detector/window-plan';
import { expect, test } from 'vitest';
import { kernels, LIVE, look, model, RECORDED, VOD } from '../look.fixture.ts';
import { lookAt } from './findings.ts';

const [live, vod] = [await look(LIVE), await look(VOD)];

test('spikes, gaps and empty bins are those that the features of earlier work count', async () => {
  for (const [file, { stories }] of [[LIVE, live], [VOD, vod]] as const) {
    const batches = readCapture(openCapture(RECORDED + file), kernels, {});
    const { value: record } = await trackFlows(batches, { kernels, plan: VERDICT_WINDOWS, clientOf: () => null, seed: true }).next();
    const { rhythm } = stories[0]!;
    expect(rhythm.spikes.length).toBe(record!.seed!.peaks_number);
    expect(rhythm.gaps.reduce((sum, gap) => sum + gap, 0)).toBe(record!.seed!.peaks_gap);
    expect(100 * rhythm.perBin!.filter((bytes) => bytes < 10_000).length / rhythm.perBin!.length).toBe(record!.seed!.pct_zeros);
    expect(rhythm.perSecond.reduce((sum, bytes) => sum + bytes, 0)).toBe(record!.bytesDown);
  }
});

test('polls are found at the live edge and not in VOD', () => {
  const polls = [live, vod].map(({ stories }) => stories[0]!.requests!.requests.filter(({ kind }) => kind === 'poll').length);
  expect(polls[0]).toBeGreaterThan(30);
  expect(polls[1]).toBe(0);
});

test('probability is given for a growing, then a sliding minute', () => {
  const { steps } = live.stories[0]!;
  const growing = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60].map((time) => [time, time]);
  expect(steps.slice(0, 14).map(({ time, seconds }) => [time, seconds])).toEqual([...growing, [75, 60], [90, 60]]);
  for (const { verdict } of steps) expect(verdict!.probabilities.live + verdict!.probabilities.vod + verdict!.probabilities.other).toBeCloseTo(1, 9);
});

test('features are the means of the deciding windows, beside what training had', () => {
  const { features, verdict } = live.stories[0]!;
  const minutes = verdict.record.windows.filter(({ seconds }) => seconds === 60);
  const idle = features.find(({ name }) => name === 'idle_share')!;
  expect(idle.value).toBeCloseTo(minutes.reduce((sum, { liveness }) => sum + liveness[1]!, 0) / minutes.length, 12);
  for (const { training: [low, middle, high] } of features) expect(low <= middle && middle <= high).toBe(true);
});

test('captures of seconds have no packets to look at', async () => {
  const { stories: [story] } = await look('L_live10_wg.regular.csv.gz');
  expect(story).toMatchObject({ requests: null, rhythm: { perBin: null } });
  expect(story!.rhythm.perSecond.reduce((sum, bytes) => sum + bytes, 0)).toBe(story!.verdict.record.bytesDown);
  expect(story!.rhythm.spectrum!.frequency.at(-1)).toBeCloseTo(0.5, 1);
  expect(story!.steps.length).toBeGreaterThan(10);
});

test('without flows there are no stories, and nothing is read twice', async () => {
  let opened = 0;
  async function* nothing(batches: readonly CaptureBatch[] = []) {
    opened++;
    yield* batches;
  }
  expect(await lookAt(nothing, { kernels, model, detailed: 3 })).toEqual({ verdicts: [], flows: 0, stories: [] });
  expect(opened).toBe(1);
});
