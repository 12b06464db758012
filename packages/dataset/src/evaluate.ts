import { clusters, groupBy } from './groups.ts';
import { crossValidate, judgeWithModel } from './judge-captures.ts';
import type { JudgeOptions } from './judge-options.ts';
import type { LabelledCapture } from './labelled-capture.ts';
import { loadCaptures } from './load.ts';
import { isSetAside, type Manifest } from './manifest.ts';
import { type Evaluation, summarise } from './summary.ts';

export interface EvaluateOptions extends JudgeOptions {
  readonly windowSeconds: number;
}

/**
 * Judges the windows of labelled captures. With `by`, each group of that column is judged by a model trained on the
 * others; without, by `model`. Predictions of all groups are pooled. What is odd about a capture, or lost of it, is among
 * the warnings.
 * @throws RangeError if there is nothing to judge, or neither `by` nor `model` is given
 */
export async function evaluate(manifests: readonly Manifest[], options: EvaluateOptions): Promise<Evaluation> {
  const { kernels, jobs, resolution, windowSeconds, onProgress } = options;
  const warnings: string[] = [];
  const captures = await loadCaptures(manifests.flatMap((manifest) => manifest.captures), {
    kernels,
    jobs,
    resolution,
    windowSeconds,
    padded: true,
    onWarning: (text) => warnings.push(text),
    onProgress: (done, of) => onProgress?.({ what: 'reading captures', done, of }),
  });
  const [evaluation] = await evaluateCaptures(captures, manifests, [windowSeconds], options) as [Evaluation];
  return { ...evaluation, warnings: [...warnings, ...evaluation.warnings] };
}

/** The same for captures that are loaded already, and several window lengths at once: one evaluation for each. */
export async function evaluateCaptures(captures: readonly LabelledCapture[], manifests: readonly Manifest[], lengths: readonly number[], options: JudgeOptions): Promise<Evaluation[]> {
  const { by, kernels, resolution, seed, model } = options;
  const grouping = by === undefined ? null : groupBy(captures, by);
  const judged = grouping === null ? judgeWithModel(captures, lengths, options) : await crossValidate(captures, grouping, lengths, options);
  return lengths.map((windowSeconds, i) => {
    const predictions = judged.predictions[i]!;
    if (predictions.length === 0) {
      throw new RangeError(`evaluation: found no window of ${windowSeconds} s at ${resolution} resolution to judge, expected at least one`);
    }
    return summarise({ ...judged, predictions, padded: judged.padded[i]! }, {
      captures,
      grouping,
      by: by ?? null,
      clusters: clusters(captures),
      windowSeconds,
      seed,
      engine: kernels.engine,
      resolution,
      model: describeModel(options),
      manifests,
      seenInTraining: by === undefined && predictions.some(({ window }) => !isSetAside(captures[window.capture]!)) && manifests.some(({ sha256 }) => model?.training.manifests.some((seen) => seen.sha256 === sha256)),
    });
  });
}

function describeModel({ by, model, trainer, trees }: JudgeOptions): { name: string; hash: string | null } {
  return by === undefined && model ? { name: model.name, hash: model.hash } : { name: `${trainer}, ${trees} trees, trained without the held-out group`, hash: null };
}
