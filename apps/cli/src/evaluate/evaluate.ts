import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { evaluate } from '@tunnelscope/dataset/evaluate';
import { columnsOf, valueIn } from '@tunnelscope/dataset/held-apart';
import { type ManifestCapture, readManifest } from '@tunnelscope/dataset/manifest';
import type { TrainerOptions } from '@tunnelscope/dataset/trainer';
import type { Resolution } from '@tunnelscope/model';
import type { Classifier } from '@tunnelscope/dataset/comparison/classifier';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { loadModel } from '../load-model.ts';
import { namingEntry } from '../manifest-entry.ts';
import { orMisfit } from '../misfit.ts';
import { standardOutput } from '../output.ts';
import { Progress } from '../progress.ts';
import { CLASSIFIERS } from '../commands/trainers.ts';
import { compileWhere } from '../where/compile.ts';
import { evaluationText } from './evaluation-text.ts';

export interface EvaluateCommandOptions extends TrainerOptions {
  readonly by?: string;
  readonly window: number;
  readonly resolution: Resolution;
  readonly where?: string;
  readonly part?: 'start' | 'middle';
  /** Compared; all of them if `compare` is there alone. */
  readonly classifier?: readonly Classifier[];
  /** Features that are compared with ours. */
  readonly compare?: 'seed';
  readonly model?: string;
  readonly jobs: number;
  readonly engine: Engine;
  readonly json?: true;
  readonly quiet?: true;
}

/** Evaluates verdicts on labelled captures. @throws UsageError, ManifestError, ModelError; InputError for a capture that cannot be read */
export async function evaluateManifests(paths: readonly string[], options: EvaluateCommandOptions): Promise<ExitCode> {
  const { by, classifier, compare, window, resolution, part, trainer, trees, seed, jobs, engine } = options;
  const manifests = await Promise.all(paths.map(readManifest));
  const columns = columnsOf(manifests);
  if (by !== undefined && !columns.includes(by)) throw new UsageError(`--by: found no column ${by}, expected one of ${columns.join(', ')}`);
  const where = options.where === undefined ? undefined : compileWhere<ManifestCapture>(options.where, columns.map((name) => ({
    name, type: 'untyped', value: (capture: ManifestCapture) => valueIn(capture.columns, name) || null,
  })));
  // Captures that were set aside are for final figures: only who names the column means them.
  const setAside = options.where !== undefined && /\bset\b/.test(options.where);
  if (by !== undefined && (classifier || compare)) {
    const { compareClassifiers } = await import('./compare-classifiers.ts');
    return compareClassifiers(paths, manifests, classifier ?? CLASSIFIERS, by, where, options);
  }
  const progress = new Progress(options.quiet === true);
  const output = standardOutput();
  const kernels = await loadKernels(engine);
  const model = by === undefined ? await loadModel(options.model) : undefined;
  const evaluating = orMisfit(evaluate(manifests, {
    kernels, resolution, windowSeconds: window, by, model, where, setAside, part, trainer, trees, seed, jobs,
    onProgress: (step) => progress.show(step),
  }));
  const evaluation = await namingEntry(evaluating, paths, manifests).finally(() => progress.clear());
  const lines = options.json ? [JSON.stringify(evaluation)] : evaluationText(evaluation, by ?? null, output);
  await output.write(`${lines.join('\n')}\n`);
  if (!options.quiet) for (const warning of evaluation.warnings) complain(`warning: ${warning}`);
  return EXIT.done;
}
