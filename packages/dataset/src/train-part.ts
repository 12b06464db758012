import type { Kernels } from '@tunnelscope/core/kernels';
import type { ModelPart, Resolution } from '@tunnelscope/model';
import { KIND } from '@tunnelscope/model/features/kind';
import { LIVENESS_PACKET } from '@tunnelscope/model/features/packet';
import { LIVENESS_SECOND } from '@tunnelscope/model/features/second';
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
  const schema = resolution === 'packet' ? LIVENESS_PACKET : LIVENESS_SECOND;
  const video = windows.filter(({ outcome }) => outcome === 'broadcast' || outcome === 'vod');
  for (const [outcome, name] of [['broadcast', 'live'], ['vod', 'vod']] as const) {
    if (!video.some((window) => window.outcome === outcome)) {
      throw new RangeError(`training: found no ${name} window of ${windowSeconds} s at ${resolution} resolution, expected some of both live and vod`);
    }
  }
  const kindRows = rowsOf(windows, groups, 'kind', (outcome) => KINDS.indexOf(kindOf(outcome)), KINDS.length, false);
  const videoRows = rowsOf(video, groups, 'liveness', (outcome) => (outcome === 'vod' ? 1 : 0), VIDEO.length, true);
  return {
    resolution,
    windowSeconds,
    kind: trainStage(kindRows, KIND, KINDS, options, kernels),
    liveness: trainStage(videoRows, schema, VIDEO, options, kernels),
  };
}

function kindOf(outcome: Outcome): (typeof KINDS)[number] {
  return outcome === 'broadcast' || outcome === 'vod' ? 'video' : outcome;
}

function rowsOf(
  windows: readonly LabelledWindow[],
  groupOfCapture: Int32Array,
  stage: 'kind' | 'liveness',
  classOf: (outcome: Outcome) => number,
  classes: number,
  balanced: boolean,
): StageRows {
  const columns = windows[0]?.[stage].length ?? 0;
  const features = new Float32Array(windows.length * columns);
  for (const [row, window] of windows.entries()) features.set(window[stage], row * columns);
  const labels = Uint8Array.from(windows, ({ outcome }) => classOf(outcome));
  const groups = Int32Array.from(windows, ({ capture }) => groupOfCapture[capture]!);
  return { features, columns, labels, classes, weights: groupWeights(groups, labels, balanced), groups, monotone: null };
}
