import type { Kernels } from '@tunnelscope/core/kernels';
import type { Resolution } from '@tunnelscope/model';
import { STAGES, type StageName } from '@tunnelscope/model/judge';
import { foldGroups } from './folds.ts';
import type { TrainingGroups } from './groups.ts';
import type { LabelledWindow } from './labelled-window.ts';
import { CLASSES, inputMatrix, stageClass, stageRows } from './stage-rows.ts';
import { type TrainerOptions, trainStageForest } from './trainer.ts';

/** Folds of the inner cross-validation that calibration and the verdict's rule learn from. */
const FOLDS = 5;

/** What the forests of both stages say of windows whose group they were not trained on. */
export interface HeldOut {
  readonly windows: readonly LabelledWindow[];
  /** Rows × classes of each stage, as its forest gives them. */
  readonly probabilities: Readonly<Record<StageName, Float64Array>>;
  /** Of each stage 1 where its forest had seen the window's class, so that it could name it. */
  readonly learned: Readonly<Record<StageName, Uint8Array>>;
}

/**
 * Judges every window by forests trained without its group, several groups at a time. A fold without which there is no live
 * or no VOD left is not judged, nor are windows made for training; with a single group there is nothing to hold out.
 */
export function heldOut(windows: readonly LabelledWindow[], groups: TrainingGroups, options: TrainerOptions & { readonly resolution: Resolution; readonly kernels: Kernels }): HeldOut {
  const of = Int32Array.from(windows, ({ capture }) => groups.of[capture]!);
  const count = 1 + of.reduce((a, b) => (b > a ? b : a), -1);
  const foldOf = foldGroups({ of, names: Array.from({ length: count }, String) }, options.seed, Math.min(FOLDS, count));
  const judged: LabelledWindow[] = [];
  const probabilities: Record<StageName, number[]> = { kind: [], liveness: [] };
  const learned: Record<StageName, number[]> = { kind: [], liveness: [] };
  for (let fold = 0; fold < Math.min(FOLDS, count); fold++) {
    const test = windows.filter(({ augmented }, row) => foldOf[of[row]!] === fold && !augmented);
    const train = windows.filter((_, row) => foldOf[of[row]!] !== fold);
    if (test.length === 0 || !['broadcast', 'vod'].every((outcome) => train.some((window) => window.outcome === outcome))) continue;
    judged.push(...test);
    for (const stage of STAGES) {
      const rows = stageRows(stage, train, groups, options.resolution);
      const seen = new Set(rows.labels);
      for (const p of options.kernels.evaluateForest(trainStageForest(rows, options), inputMatrix(stage, test, options.resolution))) probabilities[stage].push(p);
      for (const { outcome } of test) learned[stage].push(seen.has(stageClass(stage, outcome)) ? 1 : 0);
    }
  }
  const both = <T>(of: (stage: StageName) => T) => ({ kind: of('kind'), liveness: of('liveness') });
  return { windows: judged, probabilities: both((stage) => Float64Array.from(probabilities[stage])), learned: both((stage) => Uint8Array.from(learned[stage])) };
}

/** Rows of a stage's held-out probabilities. */
export function heldOutRow({ probabilities }: HeldOut, stage: StageName, row: number): Float64Array {
  const classes = CLASSES[stage].length;
  return probabilities[stage].subarray(row * classes, (row + 1) * classes);
}
