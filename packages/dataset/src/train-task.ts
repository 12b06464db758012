import type { Kernels } from '@tunnelscope/core/kernels';
import type { ModelPart } from '@tunnelscope/model';
import type { TrainingGroups } from './groups.ts';
import { trainPart } from './train-part.ts';
import type { TrainerOptions } from './trainer.ts';
import { pickRows, rowsWhere, type TrainingTable } from './training-table.ts';

/** One part of a model to train. */
export interface TrainingTask {
  readonly windowSeconds: number;
  /** 1 for each capture that is trained on. */
  readonly trains: Uint8Array;
  readonly groups: TrainingGroups;
}

/** What all tasks have in common. */
export interface TrainingData extends TrainerOptions {
  /** By the length of their windows in seconds. */
  readonly tables: ReadonlyMap<number, TrainingTable>;
}

export interface TrainedPart {
  readonly part: ModelPart;
  /** Time that it took, not counting the wait for its turn. */
  readonly seconds: number;
}

/** Trains one part of a model. @throws RangeError if there is no live or no VOD window */
export function trainTask({ windowSeconds, trains, groups }: TrainingTask, { tables, trainer, trees, seed }: TrainingData, kernels: Kernels): TrainedPart {
  const started = performance.now();
  const table = tables.get(windowSeconds)!;
  const rows = rowsWhere(table, (row) => trains[table.capture[row]!] === 1);
  const part = trainPart(pickRows(table, rows), groups, { trainer, trees, seed, windowSeconds, kernels });
  return { part, seconds: (performance.now() - started) / 1000 };
}
