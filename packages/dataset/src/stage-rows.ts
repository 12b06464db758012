import type { Resolution } from '@tunnelscope/model';
import { inputsOf, type StageName } from '@tunnelscope/model/judge';
import { KINDS, type Outcome, VIDEO } from '@tunnelscope/model/outcome';
import type { TrainingGroups } from './groups.ts';
import type { LabelledWindow } from './labelled-window.ts';
import type { StageRows } from './trainer.ts';
import { groupWeights, shareMet } from './weights.ts';

/** The classes of a stage. */
export const CLASSES = { kind: KINDS, liveness: VIDEO } as const;

/** Whether a stage learns from a window: only video is live or on demand. */
export function learnsFrom(stage: StageName, { outcome }: Pick<LabelledWindow, 'outcome'>): boolean {
  return stage === 'kind' || outcome === 'broadcast' || outcome === 'vod';
}

/** Number of a window's class in a stage that learns from it. */
export function stageClass(stage: StageName, outcome: Outcome): number {
  if (stage === 'liveness') return VIDEO.indexOf(outcome === 'vod' ? 'vod' : 'live');
  return KINDS.indexOf(outcome === 'broadcast' || outcome === 'vod' ? 'video' : outcome);
}

/** What a stage's forest sees of windows, rows × columns. */
export function inputMatrix(stage: StageName, windows: readonly LabelledWindow[], resolution: Resolution): Float32Array {
  const { schema, from } = inputsOf(stage, resolution);
  const columns = schema.features.length;
  const matrix = new Float32Array(windows.length * columns);
  for (const [row, window] of windows.entries()) matrix.set(from(window[stage]), row * columns);
  return matrix;
}

/** Share of live and of VOD that traffic as it was met weighs beside staged recordings. */
const MET = 0.2;

/** Rows for a stage's forest out of those windows that it learns from. */
export function stageRows(stage: StageName, windows: readonly LabelledWindow[], groups: TrainingGroups, resolution: Resolution): StageRows {
  const { schema, monotone } = inputsOf(stage, resolution);
  const learned = windows.filter((window) => learnsFrom(stage, window));
  const copies = learned.length / Math.max(1, learned.filter(({ augmented }) => !augmented).length);
  const labels = Uint8Array.from(learned, ({ outcome }) => stageClass(stage, outcome));
  const even = groupWeights(Int32Array.from(learned, ({ capture }) => groups.of[capture]!), labels, stage === 'liveness');
  const weights = stage === 'kind' ? even : shareMet(even, labels, Uint8Array.from(learned, ({ capture }) => groups.staged[capture]!), MET);
  return { features: inputMatrix(stage, learned, resolution), columns: schema.features.length, labels, classes: CLASSES[stage].length, weights, monotone, copies };
}
