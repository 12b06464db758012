import { loadKernels } from '@tunnelscope/core';
import { decodeModel, encodeModel } from '@tunnelscope/model/model-file';
import { expect, test } from 'vitest';
import { modelCard } from './card.ts';
import { cardEvaluations } from './card-evaluations.ts';
import { loadResolutions } from './load-resolutions.ts';
import { recordedManifest, withCaptures } from './recorded-manifest.fixture.ts';
import { type TrainingStep, trainModel } from './train-model.ts';

const kernels = await loadKernels('wasm');
const manifest = withCaptures(await recordedManifest(), (file) => /_p(10|12|3)\.|^(browse|idle)/.test(file));
const options = { trainer: 'extra-trees', trees: 3, seed: 2, kernels } as const;
const steps: TrainingStep[] = [];
const captures = await loadResolutions(manifest.captures, { kernels });
const evaluations = await cardEvaluations([manifest], captures, ['pair', 'provider'], { ...options, onProgress: (step) => steps.push(step) });
const model = decodeModel(encodeModel(await trainModel([manifest], captures, { ...options, name: 'small' })));

test('evaluates each column that captures have a value of, at each resolution and length, those captures alone', () => {
  expect(evaluations.map(({ by, evaluation }) => [by, evaluation.resolution, evaluation.windowSeconds])).toEqual([
    ...[5, 10, 30, 60].map((seconds) => ['pair', 'packet', seconds]), ...[5, 10, 30, 60].map((seconds) => ['pair', 'second', seconds]),
  ]);
  for (const { evaluation } of evaluations) expect(evaluation.groups?.map(({ group, captures }) => [group, captures])).toEqual([['3', 2], ['10', 2], ['12', 2]]);
  expect(steps).toEqual([1, 2, 3, 4].map((done) => ({ what: 'cross-validating for the card', done, of: 4 })));
  expect(evaluations[0]!.evaluation.confusion.rows[2]).toEqual([0, 0, 0, 0]);
});

test('nothing to hold out is nothing to evaluate', async () => {
  expect(await cardEvaluations([manifest], captures, [], options)).toEqual([]);
});

test('the card names the model, what it learned from, and its figures', () => {
  const card = modelCard(model, { manifests: [manifest], evaluations, command: 'tunnelscope train x.csv', note: '\nRecorded for a test.\n' });
  expect(card).toContain('# Model card: small');
  expect(card).toContain(`| content hash | \`${model.hash}\` |`);
  expect(card).toContain('| trainer | extra-trees, seed 2 |');
  expect(card).toContain('| made by | `tunnelscope train x.csv` |');
  expect(card).toContain(`| learned from | 8 captures, ${model.training.windows} windows, `);
  expect(card).toContain(`| manifest | manifest.csv, SHA-256 \`${manifest.sha256}\` |`);
  expect(card.match(/^\| (packet|second) \| \d+ s \| (kind|liveness) \| 3 \| /gm)).toHaveLength(16);
  expect(card).toContain('## Data\n\nRecorded for a test.\n\n| manifest |');
  for (const label of ['live', 'vod']) expect(card).toContain(`| manifest.csv ${manifest.sha256.slice(0, 8)} | ${label} | hls.js | 3 | 3 |`);
  const [first] = evaluations;
  const rows = card.split('\n').filter((line) => line.startsWith('| pair |'));
  expect(rows).toHaveLength(8);
  expect(rows[0]).toContain(`| pair | 5 s | ${first!.evaluation.windows} | ${first!.evaluation.liveVsVod.balancedAccuracy!.toFixed(3)} (`);
  expect(card.indexOf('### packet resolution')).toBeLessThan(card.indexOf('### second resolution'));
  expect(card).not.toMatch(/NaN|undefined|\[object|null/);
});

test('a model that was not measured says so', () => {
  const card = modelCard(model, { manifests: [manifest], evaluations: [], command: 'tunnelscope train x.csv', note: null });
  expect(card).toContain('Not measured for this model.');
  expect(card).not.toContain('### packet resolution');
});
