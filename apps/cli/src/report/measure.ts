import { loadKernels } from '@tunnelscope/core';
import { cardEvaluations } from '@tunnelscope/dataset/card-evaluations';
import { evaluateCaptures } from '@tunnelscope/dataset/evaluate';
import { columnsOf } from '@tunnelscope/dataset/held-apart';
import { loadCaptures } from '@tunnelscope/dataset/load';
import { isSetAside, type Manifest, readManifest } from '@tunnelscope/dataset/manifest';
import type { Evaluation } from '@tunnelscope/dataset/summary';
import { TILE_SECONDS } from '@tunnelscope/dataset/tiles';
import { UsageError } from '../exit.ts';
import { loadModel } from '../load-model.ts';
import { namingEntry } from '../manifest-entry.ts';
import { orMisfit } from '../misfit.ts';
import { Progress } from '../progress.ts';
import type { ReportOptions } from './report.ts';

export interface Measured {
  readonly manifests: readonly Manifest[];
  /** By column, resolution and window length, in this order. */
  readonly evaluations: readonly Evaluation[];
}

/**
 * Measures verdicts on manifests: with groups held out if there are columns for them, and then captures that were set aside by
 * the model as it is; else all others by the model as it is.
 */
export async function measure(paths: readonly string[], options: ReportOptions): Promise<Measured> {
  const { by, trainer, trees, seed, jobs, engine, quiet } = options;
  const manifests = await Promise.all(paths.map(readManifest));
  const columns = columnsOf(manifests);
  const unknown = by?.find((column) => !columns.includes(column));
  if (unknown !== undefined) throw new UsageError(`--by: found no column ${unknown}, expected one of ${columns.join(', ')}`);
  const progress = new Progress(quiet === true);
  const kernels = await loadKernels(engine);
  const settings = { trainer, trees, seed, jobs, kernels };
  const aside = by === undefined ? [] : manifests.map(setAsideOf).filter(({ captures }) => captures.length > 0);
  // A model that does not fit must show before hours of cross-validation, not after.
  const model = by === undefined || aside.length > 0 ? await loadModel(options.model) : null;
  const asItIs = (list: readonly Manifest[], setAside: boolean) => (model === null || list.length === 0 ? Promise.resolve([]) : judgeAsItIs(list, model, setAside, settings));
  const work = by === undefined ? asItIs(manifests, false)
    : cardEvaluations(manifests, by, { ...settings, onProgress: (step) => progress.show({ ...step, what: 'cross-validating' }) })
      .then(async (found) => [...found.map(({ evaluation }) => evaluation), ...(found.length === 0 ? [] : await asItIs(aside, true))]);
  const evaluations = await namingEntry(orMisfit(work), paths, manifests).finally(() => progress.clear());
  if (evaluations.length === 0) throw new UsageError(by === undefined ? 'found no captures to judge' : `--by: no capture has a value in ${by.join(', ')}`);
  const order = by ?? [];
  const place = (column: string | null) => (column === null ? order.length : order.indexOf(column));
  return { manifests, evaluations: evaluations.toSorted((a, b) => place(a.by) - place(b.by)) };
}

function setAsideOf(manifest: Manifest): Manifest {
  return { ...manifest, captures: manifest.captures.filter(isSetAside) };
}

async function judgeAsItIs(
  manifests: readonly Manifest[],
  model: Awaited<ReturnType<typeof loadModel>>,
  setAside: boolean,
  settings: Pick<Parameters<typeof cardEvaluations>[2], 'trainer' | 'trees' | 'seed' | 'jobs' | 'kernels'>,
): Promise<Evaluation[]> {
  const evaluations: Evaluation[] = [];
  for (const resolution of ['packet', 'second'] as const) {
    const captures = await loadCaptures(manifests.flatMap((manifest) => manifest.captures), { kernels: settings.kernels, jobs: settings.jobs, resolution, padded: true });
    const lengths = TILE_SECONDS.filter((seconds) => captures.some(({ record }) => record.windows.some((window) => window.seconds === seconds)));
    if (lengths.length > 0) evaluations.push(...await evaluateCaptures(captures, manifests, lengths, { ...settings, resolution, model, setAside }));
  }
  return evaluations;
}
