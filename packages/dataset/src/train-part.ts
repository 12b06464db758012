import type { Kernels } from '@tunnelscope/core/kernels';
import type { ModelPart } from '@tunnelscope/model';
import { OUTCOMES } from '@tunnelscope/model/outcome';
import type { TrainingGroups } from './groups.ts';
import { heldOut } from './held-out.ts';
import { trainStage } from './train-stage.ts';
import type { TrainerOptions } from './trainer.ts';
import type { TrainingTable } from './training-table.ts';
import { learnRule, SECONDS_RULE } from './verdict-rule.ts';

export interface PartOptions extends TrainerOptions {
  readonly windowSeconds: number;
  readonly kernels: Kernels;
}

/**
 * Trains one part of a model: which kind of traffic; on broadcasts and VOD alone, live or on demand; and from which
 * probability on a verdict is said.
 * @param groups every group weighs the same (within live and within VOD for the second stage)
 * @throws RangeError if there is no live or no VOD window
 */
export function trainPart(table: TrainingTable, groups: TrainingGroups, options: PartOptions): ModelPart {
  const { windowSeconds } = options;
  const { resolution } = table;
  for (const [outcome, name] of [['broadcast', 'live'], ['vod', 'vod']] as const) {
    if (!table.outcome.includes(OUTCOMES.indexOf(outcome))) {
      throw new RangeError(`training: found no ${name} window of ${windowSeconds} s at ${resolution} resolution, expected some of both live and vod`);
    }
  }
  const held = heldOut(table, groups, options);
  const stages = { kind: trainStage('kind', table, groups, held, options), liveness: trainStage('liveness', table, groups, held, options) };
  return { resolution, windowSeconds, ...stages, rule: resolution === 'packet' ? learnRule(stages, table, held, groups.of) : SECONDS_RULE };
}
