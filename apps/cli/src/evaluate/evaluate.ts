import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { evaluate } from '@tunnelscope/dataset/evaluate';
import { type Manifest, type ManifestCapture, readManifest } from '@tunnelscope/dataset/manifest';
import type { Evaluation } from '@tunnelscope/dataset/summary';
import type { Trainer, TrainerOptions } from '@tunnelscope/dataset/trainer';
import type { Resolution } from '@tunnelscope/model';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { loadModel } from '../load-model.ts';
import { namingEntry } from '../manifest-entry.ts';
import { orMisfit } from '../misfit.ts';
import { standardOutput } from '../output.ts';
import { Progress } from '../progress.ts';
import { compileWhere } from '../where/compile.ts';
import { comparisonText } from './comparison-text.ts';
import { evaluationText } from './evaluation-text.ts';

export interface EvaluateCommandOptions extends TrainerOptions {
  readonly by?: string;
  readonly window: number;
  readonly resolution: Resolution;
  readonly where?: string;
  readonly part?: 'start' | 'middle';
  /** Trainers to compare. */
  readonly classifier?: readonly Trainer[];
  readonly model?: string;
  readonly engine: Engine;
  readonly json?: true;
  readonly quiet?: true;
}

/** Evaluates verdicts on labelled captures. @throws UsageError, ManifestError, ModelError; InputError for a capture that cannot be read */
export async function evaluateManifests(paths: readonly string[], options: EvaluateCommandOptions): Promise<ExitCode> {
  const { by, classifier, trainer } = options;
  if (classifier && by === undefined) throw new UsageError('--classifier trains, which needs groups to hold out: add --by COLUMN');
  const manifests = await Promise.all(paths.map(readManifest));
  const columns = columnsOf(manifests);
  if (by !== undefined && !columns.includes(by)) throw new UsageError(`--by: found no column ${by}, expected one of ${columns.join(', ')}`);
  const progress = new Progress(options.quiet === true);
  const output = standardOutput();
  const evaluations: Evaluation[] = [];
  const said = new Set<string>();
  for (const each of classifier ?? [trainer]) {
    const evaluating = evaluateWith(each, manifests, columns, options, progress);
    const evaluation = await namingEntry(evaluating, paths, manifests).finally(() => progress.clear());
    evaluations.push(evaluation);
    if (options.json) await output.write(`${JSON.stringify(classifier ? { classifier: each, ...evaluation } : evaluation)}\n`);
    // The captures are read again for each trainer, and are as odd each time.
    for (const warning of evaluation.warnings) {
      if (!options.quiet && !said.has(warning)) complain(`warning: ${warning}`);
      said.add(warning);
    }
  }
  if (!options.json) {
    const [only] = evaluations;
    const lines = classifier ? comparisonText(classifier, evaluations, output) : evaluationText(only!, by ?? null, output);
    await output.write(`${lines.join('\n')}\n`);
  }
  return EXIT.done;
}

async function evaluateWith(trainer: Trainer, manifests: readonly Manifest[], columns: readonly string[], options: EvaluateCommandOptions, progress: Progress): Promise<Evaluation> {
  const { by, window, resolution, where, part, trees, seed, engine } = options;
  const wanted = where === undefined ? undefined : compileWhere<ManifestCapture>(where, columns.map((name) => ({
    name, type: 'untyped', value: (capture: ManifestCapture) => capture.columns[name] || null,
  })));
  const kernels = await loadKernels(engine);
  const model = by === undefined ? await loadModel(options.model) : undefined;
  return orMisfit(evaluate(manifests, {
    kernels, resolution, windowSeconds: window, by, model, where: wanted, part, trainer, trees, seed,
    onProgress: (step) => progress.show({ ...step, what: `${trainer}: ${step.what}` }),
  }));
}

function columnsOf(manifests: readonly Manifest[]): string[] {
  return [...new Set(manifests.flatMap(({ captures }) => captures.flatMap((capture) => Object.keys(capture.columns))))];
}
