import type { Kernels } from '@tunnelscope/core/kernels';
import type { Resolution } from '@tunnelscope/model';
import { likeness, type TrainingGroups } from './groups.ts';
import type { LabelledCapture } from './labelled-capture.ts';
import { paddedWindowsOf, windowsOf } from './labelled-window.ts';
import { resultsInOrder } from './results-in-order.ts';
import { type TrainedPart, type TrainingData, type TrainingTask, trainTask } from './train-task.ts';
import type { TrainerOptions } from './trainer.ts';
import { trainingTable } from './training-table.ts';

/** What a part is trained on. */
export interface WantedPart {
  readonly seconds: number;
  /** Whether the capture of that number is trained on. */
  trains(capture: number): boolean;
}

export interface TrainPartsOptions extends TrainerOptions {
  readonly resolution: Resolution;
  readonly kernels: Kernels;
  /** Threads (default 1); the result is the same. */
  readonly jobs?: number | undefined;
}

/**
 * Trains parts of models on the windows of captures, as they are and padded.
 * @returns one part for each that is wanted, in their order. It throws a RangeError if there is no live or no VOD window
 */
export function trainParts(captures: readonly LabelledCapture[], wanted: readonly WantedPart[], options: TrainPartsOptions): AsyncGenerator<TrainedPart, void, undefined> {
  const { resolution, kernels, jobs = 1, trainer, trees, seed } = options;
  const lengths = [...new Set(wanted.map(({ seconds }) => seconds))];
  const tables = new Map(lengths.map((seconds) => [seconds, trainingTable([...windowsOf(captures, seconds), ...paddedWindowsOf(captures, seconds)], resolution)]));
  const data: TrainingData = { tables, trainer, trees, seed };
  const tasks = wanted.map(({ seconds, trains: chosen }): TrainingTask => {
    const trains = Uint8Array.from(captures, (_, capture) => (chosen(capture) ? 1 : 0));
    return { windowSeconds: seconds, trains, groups: groupsOf(captures, trains) };
  });
  return resultsInOrder<TrainingTask, TrainedPart>('train-thread', tasks, {
    jobs,
    data: { ...data, engine: kernels.engine },
    nameOf: ({ windowSeconds }) => `training on windows of ${windowSeconds} s`,
    here: async (task) => trainTask(task, data, kernels),
  });
}

/** What shares weight among the captures that train; the others are in no group that counts. */
function groupsOf(captures: readonly LabelledCapture[], trains: Uint8Array): TrainingGroups {
  const { of, staged } = likeness(captures.filter((_, capture) => trains[capture] === 1));
  const groups = { of: new Int32Array(captures.length), staged: new Uint8Array(captures.length) };
  let next = 0;
  for (let capture = 0; capture < captures.length; capture++) {
    if (trains[capture] === 0) continue;
    groups.of[capture] = of[next]!;
    groups.staged[capture] = staged[next++]!;
  }
  return groups;
}
