import type { Kernels } from '@tunnelscope/core/kernels';
import { STAGES, type StageName } from '@tunnelscope/model/judge';
import { type Outcome, OUTCOMES } from '@tunnelscope/model/outcome';
import { foldGroups } from './folds.ts';
import type { TrainingGroups } from './groups.ts';
import { CLASSES, stageClass, stageRows } from './stage-rows.ts';
import { type TrainerOptions, trainStageForest } from './trainer.ts';
import { pickInputs, rowsWhere, type TrainingTable } from './training-table.ts';

/** Folds of the inner cross-validation that calibration and the verdict's rule learn from. */
const FOLDS = 5;

/** What the forests of both stages say of windows whose group they were not trained on. */
export interface HeldOut {
  /** The table's rows that were judged. */
  readonly rows: Int32Array;
  /** Judged rows × classes of each stage, as its forest gives them. */
  readonly probabilities: Readonly<Record<StageName, Float64Array>>;
  /** Of each stage 1 where its forest had seen the window's class, so that it could name it. */
  readonly learned: Readonly<Record<StageName, Uint8Array>>;
}

/**
 * Judges every window by forests trained without its group, several groups at a time. A fold without which there is no live
 * or no VOD left is not judged, nor are windows made for training; with a single group there is nothing to hold out.
 */
export function heldOut(table: TrainingTable, groups: TrainingGroups, options: TrainerOptions & { readonly kernels: Kernels }): HeldOut {
  const of = table.capture.map((capture) => groups.of[capture]!);
  const count = 1 + of.reduce((a, b) => (b > a ? b : a), -1);
  const foldOf = foldGroups({ of, names: Array.from({ length: count }, String) }, options.seed, Math.min(FOLDS, count));
  const judged: number[] = [];
  const probabilities: Record<StageName, number[]> = { kind: [], liveness: [] };
  const learned: Record<StageName, number[]> = { kind: [], liveness: [] };
  const hasOutcome = (rows: Int32Array, outcome: Outcome) => rows.some((row) => table.outcome[row] === OUTCOMES.indexOf(outcome));
  for (let fold = 0; fold < Math.min(FOLDS, count); fold++) {
    const test = rowsWhere(table, (row) => foldOf[of[row]!] === fold && table.augmented[row] === 0);
    const train = rowsWhere(table, (row) => foldOf[of[row]!] !== fold);
    if (test.length === 0 || !hasOutcome(train, 'broadcast') || !hasOutcome(train, 'vod')) continue;
    for (const row of test) judged.push(row);
    for (const stage of STAGES) {
      const rows = stageRows(stage, table, train, groups);
      const seen = new Set(rows.labels);
      for (const p of options.kernels.evaluateForest(trainStageForest(rows, options), pickInputs(table, stage, test))) probabilities[stage].push(p);
      for (const row of test) learned[stage].push(seen.has(stageClass(stage, table, row)) ? 1 : 0);
    }
  }
  const both = <T>(of: (stage: StageName) => T) => ({ kind: of('kind'), liveness: of('liveness') });
  return { rows: Int32Array.from(judged), probabilities: both((stage) => Float64Array.from(probabilities[stage])), learned: both((stage) => Uint8Array.from(learned[stage])) };
}

/** What a stage's forest said of the judged row of that number. */
export function heldOutRow({ probabilities }: HeldOut, stage: StageName, number: number): Float64Array {
  const classes = CLASSES[stage].length;
  return probabilities[stage].subarray(number * classes, (number + 1) * classes);
}
