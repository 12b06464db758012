import type { Kernels } from '@tunnelscope/core/kernels';
import type { ModelPart, Resolution } from '@tunnelscope/model';
import { inputsOf, type StageName } from '@tunnelscope/model/judge';
import { KINDS, type Outcome, VIDEO } from '@tunnelscope/model/outcome';
import type { LabelledWindow } from './labelled-window.ts';
import { trainStage } from './train-stage.ts';
import type { StageRows, TrainerOptions } from './trainer.ts';
import { groupWeights } from './weights.ts';

export interface PartOptions extends TrainerOptions {
  readonly resolution: Resolution;
  readonly windowSeconds: number;
  readonly kernels: Kernels;
}

/**
 * Trains one part of a model: which kind of traffic, and, on broadcasts and VOD alone, live or on demand.
 * @param groups group of each capture; every group weighs the same (within live and within VOD for the second stage)
 * @throws RangeError if there is no live or no VOD window
 */
export function trainPart(windows: readonly LabelledWindow[], groups: Int32Array, options: PartOptions): ModelPart {
  const { resolution, windowSeconds, kernels } = options;
  const video = windows.filter(({ outcome }) => outcome === 'broadcast' || outcome === 'vod');
  for (const [outcome, name] of [['broadcast', 'live'], ['vod', 'vod']] as const) {
    if (!video.some((window) => window.outcome === outcome)) {
      throw new RangeError(`training: found no ${name} window of ${windowSeconds} s at ${resolution} resolution, expected some of both live and vod`);
    }
  }
  const rows = (stage: StageName, of: readonly LabelledWindow[], classes: readonly string[], balanced: boolean) =>
    rowsOf(of, groups, stage, resolution, classes, balanced);
  return {
    resolution,
    windowSeconds,
    kind: trainStage(rows('kind', windows, KINDS, false), inputsOf('kind', resolution).schema, KINDS, options, kernels),
    liveness: trainStage(rows('liveness', video, VIDEO, true), inputsOf('liveness', resolution).schema, VIDEO, options, kernels),
  };
}

function kindOf(outcome: Outcome): (typeof KINDS)[number] {
  return outcome === 'broadcast' || outcome === 'vod' ? 'video' : outcome;
}

/** Number of a window's class in a stage. */
function classOf(stage: StageName, outcome: Outcome): number {
  return stage === 'kind' ? KINDS.indexOf(kindOf(outcome)) : VIDEO.indexOf(outcome === 'vod' ? 'vod' : 'live');
}

/** Classes that weigh the same have no bias: sessions are few, and the threshold between live and VOD is what they determine worst. */
function rowsOf(
  windows: readonly LabelledWindow[],
  groupOfCapture: Int32Array,
  stage: StageName,
  resolution: Resolution,
  classes: readonly string[],
  balanced: boolean,
): StageRows {
  const { schema, monotone, from } = inputsOf(stage, resolution);
  const columns = schema.features.length;
  const features = new Float32Array(windows.length * columns);
  for (const [row, window] of windows.entries()) features.set(from(window[stage]), row * columns);
  const labels = Uint8Array.from(windows, ({ outcome }) => classOf(stage, outcome));
  const groups = Int32Array.from(windows, ({ capture }) => groupOfCapture[capture]!);
  return { features, columns, labels, classes: classes.length, weights: groupWeights(groups, labels, balanced), groups, monotone, biased: !balanced };
}
