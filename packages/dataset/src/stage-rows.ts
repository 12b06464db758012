import { inputsOf, type StageName } from '@tunnelscope/model/judge';
import { KINDS, OUTCOMES, VIDEO } from '@tunnelscope/model/outcome';
import type { TrainingGroups } from './groups.ts';
import type { StageRows } from './trainer.ts';
import { pickInputs, rowsWhere, type TrainingTable } from './training-table.ts';
import { groupWeights, shareMet } from './weights.ts';

/** The classes of a stage. */
export const CLASSES = { kind: KINDS, liveness: VIDEO } as const;

/** A stage's class for each of OUTCOMES; only video is live or on demand, of all else the second stage learns nothing. */
const STAGE_CLASSES: Readonly<Record<StageName, readonly number[]>> = {
  kind: OUTCOMES.map((outcome) => KINDS.indexOf(outcome === 'broadcast' || outcome === 'vod' ? 'video' : outcome)),
  liveness: OUTCOMES.map((outcome) => VIDEO.indexOf(outcome === 'vod' ? 'vod' : 'live')),
};

/** Whether a stage learns from a row. */
export function learnsFrom(stage: StageName, { outcome }: TrainingTable, row: number): boolean {
  const name = OUTCOMES[outcome[row]!];
  return stage === 'kind' || name === 'broadcast' || name === 'vod';
}

/** Number of a row's class in a stage that learns from it. */
export function stageClass(stage: StageName, { outcome }: TrainingTable, row: number): number {
  return STAGE_CLASSES[stage][outcome[row]!]!;
}

/** Share of live and of VOD that traffic as it was met weighs beside staged recordings. */
const MET = 0.2;

/** Rows for a stage's forest: those of `rows` that it learns from. */
export function stageRows(stage: StageName, table: TrainingTable, rows: Int32Array, groups: TrainingGroups): StageRows {
  const { schema, monotone } = inputsOf(stage, table.resolution);
  const learned = rows.filter((row) => learnsFrom(stage, table, row));
  const copies = learned.length / Math.max(1, learned.filter((row) => table.augmented[row] === 0).length);
  const labels = Uint8Array.from(learned, (row) => stageClass(stage, table, row));
  const even = groupWeights(learned.map((row) => groups.of[table.capture[row]!]!), labels, stage === 'liveness');
  const weights = stage === 'kind' ? even : shareMet(even, labels, Uint8Array.from(learned, (row) => groups.staged[table.capture[row]!]!), MET);
  return { features: pickInputs(table, stage, learned), columns: schema.features.length, labels, classes: CLASSES[stage].length, weights, monotone, copies };
}

/** The rows of a table, all of them. */
export function allRows(table: TrainingTable): Int32Array {
  return rowsWhere(table, () => true);
}
