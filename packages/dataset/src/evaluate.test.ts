import { loadKernels } from '@tunnelscope/core';
import { describe, expect, test } from 'vitest';
import { evaluateCaptures } from './evaluate.ts';
import type { JudgeOptions } from './judge-options.ts';
import type { LabelledCapture } from './labelled-capture.ts';
import { captureOf, LIVE, VIDEO, VOD } from './labelled-capture.fixture.ts';
import type { Manifest } from './manifest.ts';
import type { Evaluation } from './summary.ts';
import { TILE_SECONDS } from './tiles.ts';
import { trainedPart } from './trained-part.fixture.ts';

const kernels = await loadKernels('wasm');
const options: JudgeOptions = { kernels, resolution: 'packet', trainer: 'extra-trees', trees: 8, seed: 1, by: 'session' };
const manifest: Manifest = { name: 'made-up.csv', sha256: 'a'.repeat(64), captures: [] };

async function evaluated(captures: readonly LabelledCapture[], change: Partial<JudgeOptions> = {}, seconds = 10): Promise<Evaluation> {
  return (await evaluateCaptures(captures, [manifest], [seconds], { ...options, ...change }))[0]!;
}

function modelOf(captures: readonly LabelledCapture[], manifests: readonly Manifest[] = [], trainer = options.trainer) {
  return {
    name: 'made-up', seed: 1, hash: 'b'.repeat(64),
    parts: TILE_SECONDS.map((seconds) => trainedPart(captures, seconds, { ...options, trainer })),
    training: { trainer: 'extra-trees', manifests, captures: captures.length, windows: 0, groups: 0 },
  };
}

const labelled = (label: 'live' | 'vod', session: string, name = session) => captureOf(`${name}.csv`, label, label === 'live' ? LIVE : VOD, { session });
const clear = ['l1', 'v1', 'l2', 'v2', 'l3', 'v3'].map((session) => labelled(session.startsWith('l') ? 'live' : 'vod', session));

describe('held-out groups are never in training', () => {
  // All that these captures differ in is a number that names their session; neighbours have the other label. Only trees that are
  // not monotone could learn it.
  const name = (value: number) => ({ silent_share: value, idle_share: value, cv_half_second: value, cv_second: value, longest_gap: value + 9, time_weighted_gap: value });
  const named = Array.from({ length: 8 }, (_, i) =>
    captureOf(`c${i}.csv`, i % 2 === 0 ? 'live' : 'vod', { ...VIDEO, ...name(i) }, { session: `s${i}` }));
  // Without captures that can be told apart, calibration would find that none can, and a leak would not show.
  const told = Array.from({ length: 8 }, (_, i) =>
    captureOf(`t${i}.csv`, i % 2 === 0 ? 'live' : 'vod', { ...VIDEO, ...name(i % 2 === 0 ? -20 : 40) }, { session: `t${i}` }));
  const captures = [...named, ...told];
  const trainer = 'ml-random-forest';
  const where: JudgeOptions['where'] = ({ file }) => file.startsWith('c');

  test('what names the session is of no use to a model that has not seen the session', async () => {
    const { liveVsVod, windows } = await evaluated(captures, { where, trainer, trees: 3 });
    expect(windows).toBe(8 * 12);
    expect(liveVsVod.accuracy).toBeLessThanOrEqual(0.55);
    expect(liveVsVod.auc).toBeLessThanOrEqual(0.6);
  }, 60_000);

  test('and all that is needed for one that has', async () => {
    const { liveVsVod, groups } = await evaluated(captures, { where, by: undefined, model: modelOf(captures, [], trainer) });
    // Not the accuracy: the rule finds that nothing can be said of such groups, so all is unknown.
    expect(liveVsVod.auc).toBeGreaterThan(0.95);
    expect(groups).toBeNull();
  });

  test('a pair is held out together', async () => {
    const twins = named.map((capture, i) => ({ ...capture, columns: { pair: String(Math.floor(i / 2)) } }));
    expect((await evaluated(twins, { by: 'pair' })).groups?.map(({ group, captures }) => [group, captures])).toEqual(Array.from({ length: 4 }, (_, i) => [String(i), 2]));
    expect((await evaluated(twins, { by: 'session' })).groups?.map(({ group, captures }) => [group, captures])).toEqual(Array.from({ length: 4 }, (_, i) => [`pair ${i}`, 2]));
  });
});

test('what is told apart by its features is told apart in sessions never seen', async () => {
  const found = await evaluated(clear);
  expect(found).toMatchObject({ windows: 6 * 12, accuracy: 1, coverage: 1, liveVsVod: { accuracy: 1, auc: 1 }, warnings: [], seenInTraining: false });
  expect(found.groups?.map(({ group }) => group)).toEqual(['l1', 'v1', 'l2', 'v2', 'l3', 'v3']);
  expect(found.model).toEqual({ name: 'extra-trees, 8 trees, trained without the held-out group', hash: null });
});

test('several window lengths at once give what each gives alone', async () => {
  const timeless = ({ trainSeconds: _, ...rest }: Evaluation) => rest;
  const together = (await evaluateCaptures(clear, [manifest], [10, 60], options)).map(timeless);
  expect(together).toEqual([timeless(await evaluated(clear, {}, 10)), timeless(await evaluated(clear, {}, 60))]);
  expect(together.map(({ windowSeconds, windows }) => [windowSeconds, windows])).toEqual([[10, 72], [60, 12]]);
});

test('threads change nothing', async () => {
  const timeless = ({ trainSeconds: _, ...rest }: Evaluation) => rest;
  const call = captureOf('call.csv', 'call', { ...LIVE, packet_size_down: 400, packet_size_up: 400, uplink_share: 0.5 }, { session: 'c1' });
  const steps: number[] = [];
  const threaded = await evaluated([...clear, call], { jobs: 2, onProgress: ({ done }) => steps.push(done) });
  expect(timeless(threaded)).toEqual(timeless(await evaluated([...clear, call])));
  expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7]);
}, 60_000);

describe('unknown counts as wrong', async () => {
  const model = modelOf(clear);
  // Video a little likelier than other, whatever the window, and half of it live: no class has a half.
  const parts = model.parts.map((part) => ({
    ...part,
    kind: { ...part.kind, calibration: { slope: 0, bias: Float64Array.of(0.5, -20, -20, 0) } },
    liveness: { ...part.liveness, calibration: { slope: 0, bias: new Float64Array(2) } },
  }));
  const found = await evaluated(clear, { by: undefined, model: { ...model, parts } });

  test('in accuracy, not in accuracy where sure', async () => {
    expect(found).toMatchObject({ accuracy: 0, balancedAccuracy: 0, coverage: 0, selectiveAccuracy: null, liveVsVod: { accuracy: 0, balancedAccuracy: 0 } });
    expect(found.confusion.rows).toEqual([[0, 0, 0, 36], [0, 0, 0, 36], [0, 0, 0, 0]]);
    expect(found.timeToVerdict).toEqual({ median: null, p95: null, undecided: 1, curve: [] });
  });
});

describe('without a column to hold out', () => {
  test('a model is needed', async () => {
    await expect(evaluated(clear, { by: undefined })).rejects.toThrow(new RangeError('evaluation: expected a column to hold out or a model to judge, found neither'));
  });

  test('a model that has seen the manifest says so, and is named', async () => {
    const seen = await evaluated(clear, { by: undefined, model: modelOf(clear, [manifest]) });
    expect(seen).toMatchObject({ seenInTraining: true, model: { name: 'made-up', hash: 'b'.repeat(64) }, trainSeconds: 0, groups: null });
    expect((await evaluated(clear, { by: undefined, model: modelOf(clear) })).seenInTraining).toBe(false);
  });
});

describe('what is judged', () => {
  test('only the captures asked for: the others still train', async () => {
    const found = await evaluated(clear, { where: ({ columns }) => ['l1', 'v1'].includes(columns.session!) });
    expect(found.windows).toBe(24);
    expect(found.groups?.map(({ group, windows }) => [group, windows])).toEqual([['l1', 12], ['v1', 12]]);
    expect(found.accuracy).toBe(1);
  });

  test('captures that were set aside only where they are asked for, and they never train', async () => {
    const aside = [captureOf('f.csv', 'live', LIVE, { session: 'f', set: 'final' }), captureOf('g.csv', 'vod', VOD, { session: 'g', set: 'final' })];
    expect((await evaluated([...clear, ...aside])).windows).toBe(6 * 12);
    // Nothing but them is live: without what was set aside there is nothing to learn live from.
    const vodAlone = [...clear.filter(({ outcome }) => outcome === 'vod'), ...aside];
    await expect(evaluated(vodAlone)).rejects.toThrow('there is no broadcast left to train on');
    const model = modelOf(clear, [manifest]);
    const found = await evaluated([...clear, ...aside], { by: undefined, model, where: ({ columns }) => columns.set === 'final', setAside: true });
    expect(found).toMatchObject({ windows: 24, accuracy: 1, seenInTraining: false, setAside: true });
    expect(await evaluated([...clear, ...aside], { where: ({ columns }) => ['l1', 'f'].includes(columns.session!) })).toMatchObject({ windows: 12, setAside: false });
    expect((await evaluated([...clear, ...aside], { by: undefined, model })).windows).toBe(6 * 12);
  });

  test('the first window of each capture, or those from 30 s on', async () => {
    expect((await evaluated(clear, { part: 'start' })).windows).toBe(6);
    expect((await evaluated(clear, { part: 'middle' })).windows).toBe(6 * 9);
  });

  test('something, or it is an error', async () => {
    await expect(evaluated(clear, { where: () => false })).rejects.toThrow(new RangeError('evaluation: found no window of 10 s at packet resolution to judge, expected at least one'));
  });
});

describe('a class that training lacks', () => {
  test('is named where its only group is held out', async () => {
    const call = captureOf('call.csv', 'call', { ...LIVE, packet_size_down: 400, packet_size_up: 400, uplink_share: 0.5 }, { session: 'c1' });
    expect((await evaluated([...clear, call])).warnings).toEqual(['no call in training while c1 is held out']);
  });

  test('is an error if it is live or VOD: nothing could be told', async () => {
    await expect(evaluated(clear.filter(({ columns }) => !['l2', 'l3'].includes(columns.session!)))).rejects.toThrow(
      new RangeError('evaluation by session: without l1 there is no broadcast left to train on'),
    );
  });
});
