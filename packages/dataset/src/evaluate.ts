import type { Engine, Kernels } from '@tunnelscope/core/kernels';
import type { Model, Resolution } from '@tunnelscope/model';
import { partFor } from '@tunnelscope/model/part';
import { foldGroups } from './folds.ts';
import { clusters, type Grouping, groupBy } from './groups.ts';
import type { LabelledCapture } from './labelled-capture.ts';
import { windowsOf } from './labelled-window.ts';
import { loadCaptures } from './load.ts';
import type { Manifest, ManifestCapture } from './manifest.ts';
import { type Decision, decide, predictWindows, type Prediction } from './predictions.ts';
import { type Evaluation, summarise } from './summary.ts';
import { TILE_SECONDS } from './tiles.ts';
import { trainOn } from './train-model.ts';
import type { TrainerOptions } from './trainer.ts';

export interface EvaluateOptions extends TrainerOptions {
  readonly kernels: Kernels;
  readonly resolution: Resolution;
  readonly windowSeconds: number;
  /** Column whose groups are held out in turn; without it `model` is judged as it is. */
  readonly by?: string | undefined;
  /** Judged when nothing is held out; its name and hash stand in the result. */
  readonly model?: (Model & { readonly hash: string }) | undefined;
  /** Judge only these captures; the others still train. */
  readonly where?: ((capture: ManifestCapture) => boolean) | undefined;
  /** `start`: the first window of each capture; `middle`: windows from 30 s on. */
  readonly part?: 'start' | 'middle' | undefined;
  readonly onProgress?: ((step: EvaluationStep) => void) | undefined;
}

export interface EvaluationStep {
  readonly what: 'reading captures' | 'cross-validating';
  readonly done: number;
  readonly of: number;
}

/** Middle windows start here: the start of playback is over. */
const MIDDLE = 30; // seconds

/**
 * Judges the windows of labelled captures. With `by`, each group of that column is judged by a model trained on the
 * others; without, by `model`. Predictions of all groups are pooled.
 * @throws RangeError if there is nothing to judge, or neither `by` nor `model` is given
 */
export async function evaluate(manifests: readonly Manifest[], options: EvaluateOptions): Promise<Evaluation> {
  const { kernels, resolution, windowSeconds, by, onProgress } = options;
  const captures = await loadCaptures(manifests.flatMap((manifest) => manifest.captures), {
    kernels,
    resolution,
    windowSeconds,
    onProgress: (done, of) => onProgress?.({ what: 'reading captures', done, of }),
  });
  const grouping = by === undefined ? clusters(captures) : groupBy(captures, by);
  const judged = by === undefined ? judgeWithModel(captures, options) : crossValidate(captures, grouping, options);
  if (judged.predictions.length === 0) {
    throw new RangeError(`evaluation: found no window of ${windowSeconds} s at ${resolution} resolution to judge, expected at least one`);
  }
  return summarise(judged, {
    captures,
    grouping: by === undefined ? null : grouping,
    clusters: clusters(captures),
    windowSeconds,
    seed: options.seed,
    engine: kernels.engine satisfies Engine,
    resolution,
    model: describeModel(options),
    manifests,
    seenInTraining: by === undefined && manifests.some(({ sha256 }) => options.model?.training.manifests.some((seen) => seen.sha256 === sha256)),
  });
}

/** Predictions for windows and decisions on flows, with what went wrong on the way. */
export interface Judged {
  readonly predictions: readonly Prediction[];
  readonly decisions: readonly Decision[];
  readonly warnings: readonly string[];
  readonly trainSeconds: number;
}

function judgeWithModel(captures: readonly LabelledCapture[], options: EvaluateOptions): Judged {
  const { model, kernels, resolution, windowSeconds } = options;
  if (!model) throw new RangeError('evaluation: expected a column to hold out or a model to judge, found neither');
  const numbers = chosen(captures, options);
  return {
    predictions: predictWindows(partFor(model, resolution, windowSeconds), windowsToJudge(captures, numbers, options), kernels),
    decisions: decide(model, captures, numbers, kernels),
    warnings: [],
    trainSeconds: 0,
  };
}

function crossValidate(captures: readonly LabelledCapture[], grouping: Grouping, options: EvaluateOptions): Judged {
  const { kernels, resolution, windowSeconds, onProgress } = options;
  const wanted = new Set(chosen(captures, options));
  const foldOf = foldGroups(grouping, options.seed);
  const folds = [...new Set(foldOf)].filter((fold) => [...wanted].some((capture) => foldOf[grouping.of[capture]!] === fold));
  const predictions: Prediction[] = [];
  const decisions: Decision[] = [];
  const warnings: string[] = [];
  let trainSeconds = 0;
  for (const [done, fold] of folds.entries()) {
    const held = [...captures.keys()].filter((capture) => foldOf[grouping.of[capture]!] === fold && wanted.has(capture));
    const training = captures.filter((_, capture) => foldOf[grouping.of[capture]!] !== fold);
    const missing = missingOutcomes(training, held.map((capture) => captures[capture]!));
    const names = [...new Set(held.map((capture) => grouping.names[grouping.of[capture]!]))].join(', ');
    for (const outcome of missing) warnings.push(`no ${outcome} in training while ${names} is held out`);
    if (missing.includes('broadcast') || missing.includes('vod')) throw new RangeError(`evaluation by ${options.by}: without ${names} there is no ${missing.join(' and no ')} left to train on`);
    const started = performance.now();
    const lengths = [...new Set([...TILE_SECONDS, windowSeconds])];
    const parts = lengths.map((seconds) => trainOn(training, resolution, seconds, options));
    trainSeconds += (performance.now() - started) / 1000;
    const model: Model = { name: 'cross-validation', seed: options.seed, parts, training: { trainer: options.trainer, manifests: [], captures: 0, windows: 0, groups: 0 } };
    predictions.push(...predictWindows(partFor(model, resolution, windowSeconds), windowsToJudge(captures, held, options), kernels));
    decisions.push(...decide(model, captures, held, kernels));
    onProgress?.({ what: 'cross-validating', done: done + 1, of: folds.length });
  }
  return { predictions, decisions, warnings, trainSeconds };
}

/** Numbers of the captures that are to be judged. */
function chosen(captures: readonly LabelledCapture[], { where }: EvaluateOptions): number[] {
  return [...captures.keys()].filter((capture) => where?.(captures[capture]!) ?? true);
}

function windowsToJudge(captures: readonly LabelledCapture[], numbers: readonly number[], { windowSeconds, part }: EvaluateOptions) {
  const of = new Set(numbers);
  return windowsOf(captures, windowSeconds).filter(({ capture, start }) => {
    if (!of.has(capture)) return false;
    return part === undefined || (part === 'start' ? start === 0 : start >= MIDDLE);
  });
}

function missingOutcomes(training: readonly LabelledCapture[], held: readonly LabelledCapture[]): string[] {
  const seen = new Set(training.map(({ outcome }) => outcome));
  const needed = new Set([...held.map(({ outcome }) => outcome), 'broadcast' as const, 'vod' as const]);
  return [...needed].filter((outcome) => !seen.has(outcome));
}

function describeModel({ by, model, trainer, trees }: EvaluateOptions): { name: string; hash: string | null } {
  return by === undefined && model ? { name: model.name, hash: model.hash } : { name: `${trainer}, ${trees} trees, trained without the held-out group`, hash: null };
}
