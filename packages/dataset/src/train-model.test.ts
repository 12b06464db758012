import { loadKernels } from '@tunnelscope/core';
import { inputsOf } from '@tunnelscope/model/judge';
import { diffSchemas } from '@tunnelscope/model/features/schema';
import { hasTooLittle } from '@tunnelscope/model/too-little';
import { checkSchemas, decodeModel, encodeModel } from '@tunnelscope/model/model-file';
import { describe, expect, test } from 'vitest';
import { loadResolutions } from './load-resolutions.ts';
import type { Manifest } from './manifest.ts';
import { recordedManifest, withCaptures } from './recorded-manifest.fixture.ts';
import { TILE_SECONDS } from './tiles.ts';
import { trainModel, type TrainModelOptions, type TrainingStep } from './train-model.ts';

const kernels = await loadKernels('wasm');
const packets = withCaptures(await recordedManifest(), (file) => /_p(10|12)\./.test(file));
const seconds = await recordedManifest('manifest-second.csv');
/** Reads what the manifests list, and trains on it. */
const train = async (manifests: readonly Manifest[], settings: TrainModelOptions) =>
  trainModel(manifests, await loadResolutions(manifests.flatMap(({ captures }) => captures), settings), settings);
const options = { name: 'small', trainer: 'extra-trees', trees: 3, seed: 5, kernels } as const;

describe('of captures with packets and captures without', async () => {
  const steps: TrainingStep[] = [];
  const model = await train([packets, seconds], { ...options, onProgress: (step) => steps.push(step) });

  test('has a part for each resolution and length, for the features of this version', () => {
    expect(model.parts.map(({ resolution, windowSeconds }) => `${resolution} ${windowSeconds}`)).toEqual([5, 10, 30, 60].map((length) => `packet ${length}`).concat([5, 10, 30, 60].map((length) => `second ${length}`)));
    expect(() => checkSchemas(model, (part, stage) => diffSchemas(inputsOf(stage, part.resolution).schema, part[stage]))).not.toThrow();
    for (const part of model.parts) expect([part.kind.forest.roots.length, part.liveness.forest.roots.length]).toEqual([3, 3]);
  });

  test('says what it was trained on', async () => {
    const { windows, ...training } = model.training;
    expect(model).toMatchObject({ name: 'small', seed: 5 });
    expect(training).toEqual({
      trainer: 'extra-trees',
      manifests: [{ name: 'manifest.csv', sha256: packets.sha256 }, { name: 'manifest-second.csv', sha256: seconds.sha256 }],
      captures: 6,
      groups: 3,
    });
    const all = [...packets.captures, ...seconds.captures];
    const { packet, second } = await loadResolutions(all, { kernels });
    expect(windows).toBe([...packet, ...second].reduce((total, { record }) => total + record.windows.filter((window) => TILE_SECONDS.includes(window.seconds) && !hasTooLittle(window)).length, 0));
  });

  test('says how far it is', () => {
    expect(steps.filter(({ what }) => what === 'reading captures').map(({ done, of }) => [done, of])).toEqual(Array.from({ length: 12 }, (_, i) => [i + 1, 12]));
    expect(steps.filter(({ what }) => what === 'training').map(({ done, of }) => [done, of])).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((done) => [done, 8]));
  });

  test('can be written and read', () => expect(decodeModel(encodeModel(model))).toMatchObject(model));

  test('is the same with the same seed, with the other engine, and in threads', async () => {
    const typescript = await loadKernels('typescript');
    expect(encodeModel(await train([packets, seconds], { ...options, kernels: typescript, jobs: 3 }))).toEqual(encodeModel(model));
  }, 60_000);
});

test('of captures without packets has no parts for packets', async () => {
  const { parts } = await train([seconds], options);
  expect(parts.map(({ resolution }) => resolution)).toEqual(['second', 'second', 'second', 'second']);
});

test('learns nothing from captures that were set aside', async () => {
  const [first, ...others] = packets.captures;
  const aside = { ...packets, captures: [{ ...first!, columns: { ...first!.columns, set: 'final' } }, ...others] };
  const model = await train([aside], options);
  expect(model.training.captures).toBe(packets.captures.length - 1);
  expect(model.parts).toEqual((await train([{ ...packets, captures: others }], options)).parts);
}, 60_000);
