import { loadKernels } from '@tunnelscope/core';
import { cardEvaluations } from '@tunnelscope/dataset/card-evaluations';
import { evaluateCaptures } from '@tunnelscope/dataset/evaluate';
import { columnsOf } from '@tunnelscope/dataset/held-apart';
import { type CapturesByResolution, loadResolutions } from '@tunnelscope/dataset/load-resolutions';
import { isSetAside, type Manifest, readManifest } from '@tunnelscope/dataset/manifest';
import type { JudgeOptions } from '@tunnelscope/dataset/judge-options';
import type { Evaluation } from '@tunnelscope/dataset/summary';
import { TILE_SECONDS } from '@tunnelscope/dataset/tiles';
import type { TrainingStep } from '@tunnelscope/dataset/train';
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
  const onProgress = (step: TrainingStep) => progress.show({ ...step, what: step.what === 'reading captures' ? step.what : 'cross-validating' });
  const aside = by === undefined ? [] : manifests.map(setAsideOf).filter(({ captures }) => captures.length > 0);
  // A model that does not fit must show before hours of cross-validation, not after.
  const model = by === undefined || aside.length > 0 ? await loadModel(options.model) : null;
  const work = loadResolutions(manifests.flatMap(({ captures }) => captures), { kernels, jobs, onProgress }).then(async (loaded) => {
    if (by === undefined) return judgeAsItIs(manifests, loaded, { ...settings, model: model! });
    const found = (await cardEvaluations(manifests, loaded, by, { ...settings, onProgress })).map(({ evaluation }) => evaluation);
    if (model === null || found.length === 0) return found;
    return [...found, ...await judgeAsItIs(aside, loaded, { ...settings, model, setAside: true, where: isSetAside })];
  });
  const evaluations = await namingEntry(orMisfit(work), paths, manifests).finally(() => progress.clear());
  if (evaluations.length === 0) throw new UsageError(by === undefined ? 'found no captures to judge' : `--by: no capture has a value in ${by.join(', ')}`);
  const order = by ?? [];
  const place = (column: string | null) => (column === null ? order.length : order.indexOf(column));
  return { manifests, evaluations: evaluations.toSorted((a, b) => place(a.by) - place(b.by)) };
}

function setAsideOf(manifest: Manifest): Manifest {
  return { ...manifest, captures: manifest.captures.filter(isSetAside) };
}

async function judgeAsItIs(manifests: readonly Manifest[], loaded: CapturesByResolution, options: Omit<JudgeOptions, 'resolution' | 'by'>): Promise<Evaluation[]> {
  const evaluations: Evaluation[] = [];
  for (const resolution of ['packet', 'second'] as const) {
    const captures = loaded[resolution].filter((capture) => options.where?.(capture) ?? true);
    const lengths = TILE_SECONDS.filter((seconds) => captures.some(({ record }) => record.windows.some((window) => window.seconds === seconds)));
    if (lengths.length > 0) evaluations.push(...await evaluateCaptures(captures, manifests, lengths, { ...options, resolution }));
  }
  return evaluations;
}
