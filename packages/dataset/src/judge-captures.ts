import type { Model, ModelPart } from '@tunnelscope/model';
import { partFor } from '@tunnelscope/model/part';
import { foldGroups } from './folds.ts';
import type { Grouping } from './groups.ts';
import type { JudgeOptions } from './judge-options.ts';
import type { LabelledCapture } from './labelled-capture.ts';
import { paddedWindowsOf, windowsOf } from './labelled-window.ts';
import { isSetAside } from './manifest.ts';
import { type Decision, decide, predictWindows, type Prediction } from './predictions.ts';
import { TILE_SECONDS } from './tiles.ts';
import { trainParts } from './train-parts.ts';
import { isOfPart } from './window-part.ts';

/** Predictions for windows of each length and decisions on flows, with what went wrong on the way. */
export interface Judged {
  readonly predictions: readonly (readonly Prediction[])[];
  /** The same of padded packets, where they were measured. */
  readonly padded: readonly (readonly Prediction[])[];
  readonly decisions: readonly Decision[];
  readonly warnings: readonly string[];
  readonly trainSeconds: number;
}

/** Judges every chosen capture with one given model. @throws RangeError without a model */
export function judgeWithModel(captures: readonly LabelledCapture[], lengths: readonly number[], options: JudgeOptions): Judged {
  const { model, kernels, resolution } = options;
  if (!model) throw new RangeError('evaluation: expected a column to hold out or a model to judge, found neither');
  const numbers = chosen(captures, options);
  return {
    ...both((windows) => lengths.map((seconds) => predictWindows(partFor(model, resolution, seconds), windowsToJudge(windows, captures, numbers, seconds, options), kernels))),
    decisions: decide(model, captures, numbers, kernels),
    warnings: [],
    trainSeconds: 0,
  };
}

/**
 * Judges each group of captures with a model trained on all others.
 * @throws RangeError if a group leaves no live or no VOD to train on
 */
export async function crossValidate(captures: readonly LabelledCapture[], grouping: Grouping, lengths: readonly number[], options: JudgeOptions): Promise<Judged> {
  const { kernels, resolution, onProgress } = options;
  const wanted = new Set(chosen(captures, options));
  const foldOf = foldsOfCaptures(grouping, wanted, options.seed);
  const folds = [...new Set(foldOf)].filter((fold) => fold !== ALWAYS_TRAINS);
  const judged = both(() => lengths.map((): Prediction[] => []));
  const decisions: Decision[] = [];
  const warnings: string[] = [];
  let trainSeconds = 0;
  const heldIn = folds.map((fold) => [...captures.keys()].filter((capture) => foldOf[capture] === fold && wanted.has(capture)));
  const trainsIn = folds.map((fold) => (capture: number) => foldOf[capture] !== fold && !isSetAside(captures[capture]!));
  for (const [i, held] of heldIn.entries()) {
    const missing = missingOutcomes(captures.filter((_, capture) => trainsIn[i]!(capture)), held.map((capture) => captures[capture]!));
    const names = [...new Set(held.map((capture) => grouping.names[grouping.of[capture]!]))].join(', ');
    for (const outcome of missing) warnings.push(`no ${outcome} in training while ${names} is held out`);
    if (missing.includes('broadcast') || missing.includes('vod')) throw new RangeError(`evaluation by ${options.by}: without ${names} there is no ${missing.join(' and no ')} left to train on`);
  }
  const trained = [...new Set([...TILE_SECONDS, ...lengths])];
  const parts: ModelPart[] = [];
  let done = 0;
  for await (const { part, seconds } of trainParts(captures, trainsIn.flatMap((trains) => trained.map((length) => ({ seconds: length, trains }))), options)) {
    trainSeconds += seconds;
    if (parts.push(part) < trained.length) continue;
    const model: Model = { name: 'cross-validation', seed: options.seed, parts: parts.splice(0), training: { trainer: options.trainer, manifests: [], captures: 0, windows: 0, groups: 0 } };
    const held = heldIn[done++]!;
    for (const [i, length] of lengths.entries()) {
      const found = both((windows) => predictWindows(partFor(model, resolution, length), windowsToJudge(windows, captures, held, length, options), kernels));
      judged.predictions[i]!.push(...found.predictions);
      judged.padded[i]!.push(...found.padded);
    }
    decisions.push(...decide(model, captures, held, kernels));
    onProgress?.({ what: 'cross-validating', done, of: folds.length });
  }
  return { ...judged, decisions, warnings, trainSeconds };
}

const ALWAYS_TRAINS = -1;

/** Fold of each capture; groups of which nothing is judged are never held out. */
function foldsOfCaptures({ of, names }: Grouping, wanted: ReadonlySet<number>, seed: number): Int32Array {
  const judged = [...new Set([...wanted].map((capture) => of[capture]!))];
  const number = new Map(judged.map((group, i) => [group, i]));
  const inJudged = [...of.keys()].filter((capture) => number.has(of[capture]!));
  const folds = foldGroups({ of: Int32Array.from(inJudged, (capture) => number.get(of[capture]!)!), names: judged.map((group) => names[group]!) }, seed);
  return of.map((group) => (number.has(group) ? folds[number.get(group)!]! : ALWAYS_TRAINS));
}

/** Numbers of the captures that are to be judged; those that were set aside only if they are asked for. */
function chosen(captures: readonly LabelledCapture[], { where, setAside }: JudgeOptions): number[] {
  return [...captures.keys()].filter((capture) => (where?.(captures[capture]!) ?? true) && (setAside === true || !isSetAside(captures[capture]!)));
}

type Windows = typeof windowsOf;

/** The same of windows as they are and of those with padded packets. */
function both<T>(of: (windows: Windows) => T): { readonly predictions: T; readonly padded: T } {
  return { predictions: of(windowsOf), padded: of(paddedWindowsOf) };
}

function windowsToJudge(windows: Windows, captures: readonly LabelledCapture[], numbers: readonly number[], seconds: number, { part }: JudgeOptions) {
  const of = new Set(numbers);
  return windows(captures, seconds).filter(({ capture, start }) => of.has(capture) && isOfPart(start, part));
}

function missingOutcomes(training: readonly LabelledCapture[], held: readonly LabelledCapture[]): string[] {
  const seen = new Set(training.map(({ outcome }) => outcome));
  const needed = new Set([...held.map(({ outcome }) => outcome), 'broadcast' as const, 'vod' as const]);
  return [...needed].filter((outcome) => !seen.has(outcome));
}
