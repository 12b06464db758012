import type { Kernels } from '@tunnelscope/core/kernels';
import type { ModelPart, Resolution } from '@tunnelscope/model';
import type { TrainingGroups } from './groups.ts';
import { heldOut } from './held-out.ts';
import type { LabelledWindow } from './labelled-window.ts';
import { trainStage } from './train-stage.ts';
import type { TrainerOptions } from './trainer.ts';
import { learnRule, SECONDS_RULE } from './verdict-rule.ts';

export interface PartOptions extends TrainerOptions {
  readonly resolution: Resolution;
  readonly windowSeconds: number;
  readonly kernels: Kernels;
}

/**
 * Trains one part of a model: which kind of traffic; on broadcasts and VOD alone, live or on demand; and from which
 * probability on a verdict is said.
 * @param groups every group weighs the same (within live and within VOD for the second stage)
 * @throws RangeError if there is no live or no VOD window
 */
export function trainPart(windows: readonly LabelledWindow[], groups: TrainingGroups, options: PartOptions): ModelPart {
  const { resolution, windowSeconds } = options;
  for (const [outcome, name] of [['broadcast', 'live'], ['vod', 'vod']] as const) {
    if (!windows.some((window) => window.outcome === outcome)) {
      throw new RangeError(`training: found no ${name} window of ${windowSeconds} s at ${resolution} resolution, expected some of both live and vod`);
    }
  }
  const held = heldOut(windows, groups, options);
  const stages = { kind: trainStage('kind', windows, groups, held, options), liveness: trainStage('liveness', windows, groups, held, options) };
  return { resolution, windowSeconds, ...stages, rule: resolution === 'packet' ? learnRule(stages, held, groups.of) : SECONDS_RULE };
}
