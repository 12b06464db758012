/**
 * Trains a model on captures of one's own, and measures it as it should be: on groups that it has not seen. What
 * `tunnelscope train` and `evaluate` do, from a script.
 *
 *   node examples/train-on-your-captures.ts mine/manifest.csv pair my.model
 *
 * The manifest is a CSV file with the columns file and label (live, vod, call, audio, browse, idle) and some that say what belongs
 * together: here `pair`, whose groups are held out in turn. docs/training.md tells the whole of it.
 */
import { writeFile } from 'node:fs/promises';
import { loadKernels } from '@tunnelscope/core';
import { evaluate } from '@tunnelscope/dataset/evaluate';
import { readManifest } from '@tunnelscope/dataset/manifest';
import { loadResolutions } from '@tunnelscope/dataset/load-resolutions';
import { trainModel } from '@tunnelscope/dataset/train';
import { encodeModel } from '@tunnelscope/model/model-file';

const [path, by = 'session', output = 'my.model'] = process.argv.slice(2);
if (path === undefined) throw new Error('expected a manifest');
const manifests = [await readManifest(path)];
const kernels = await loadKernels('wasm');
// The same seed gives the same model, to the last bit. 200 trees are better than 30, and take longer.
const forest = { trainer: 'extra-trees', trees: 30, seed: 1 } as const;

// Windows of one session resemble each other: a model judged on windows of sessions that it knows looks better than it is.
const { windows, liveVsVod, coverage, groups } = await evaluate(manifests, { kernels, by, resolution: 'packet', windowSeconds: 60, ...forest });
console.log(`${windows} windows of 60 s, each judged by a model without its ${by}`);
console.log(`live against VOD: balanced accuracy ${liveVsVod.balancedAccuracy?.toFixed(3)}, AUC ${liveVsVod.auc?.toFixed(3)}; a verdict on ${Math.round(100 * (coverage ?? 0))} %`);
for (const { group, captures, liveVsVod: within } of groups ?? []) console.log(`  ${group}: ${captures} captures, accuracy ${within.accuracy?.toFixed(2) ?? '–'}`);

// The model that is used learns from everything.
const captures = await loadResolutions(manifests.flatMap(({ captures: listed }) => listed), { kernels });
const model = await trainModel(manifests, captures, { kernels, name: 'my', ...forest });
await writeFile(output, encodeModel(model));
console.log(`${output}: ${model.training.captures} captures, ${model.training.windows} windows, ${model.training.groups} groups of equal weight`);
