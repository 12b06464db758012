import type { Resolution } from '@tunnelscope/model';
import { inputsOf, STAGES, type StageName } from '@tunnelscope/model/judge';
import { OUTCOMES } from '@tunnelscope/model/outcome';
import type { LabelledWindow } from './labelled-window.ts';

/** Windows of one length and resolution as columns: what forests learn from. Threads share them, for nothing is copied. */
export interface TrainingTable {
  readonly resolution: Resolution;
  /** Number of the capture that each window is of. */
  readonly capture: Int32Array;
  /** Each window's place in OUTCOMES. */
  readonly outcome: Uint8Array;
  /** 1 for each window that was changed for training: it is learned from, but no evidence of how well that went. */
  readonly augmented: Uint8Array;
  /** What each stage's forest sees of the windows, windows × columns. */
  readonly inputs: Readonly<Record<StageName, Float32Array>>;
}

/** Columns of windows, in their order. */
export function trainingTable(windows: readonly LabelledWindow[], resolution: Resolution): TrainingTable {
  const capture = new Int32Array(shared(4 * windows.length));
  const outcome = new Uint8Array(shared(windows.length));
  const augmented = new Uint8Array(shared(windows.length));
  for (const [row, window] of windows.entries()) {
    capture[row] = window.capture;
    outcome[row] = OUTCOMES.indexOf(window.outcome);
    augmented[row] = window.augmented ? 1 : 0;
  }
  const matrix = (stage: StageName) => {
    const { schema, from } = inputsOf(stage, resolution);
    const columns = schema.features.length;
    const values = new Float32Array(shared(4 * windows.length * columns));
    for (const [row, window] of windows.entries()) values.set(from(window[stage]), row * columns);
    return values;
  };
  const [kind, liveness] = STAGES.map(matrix) as [Float32Array, Float32Array];
  return { resolution, capture, outcome, augmented, inputs: { kind, liveness } };
}

/** Those rows of a table, in their order. */
export function pickRows(table: TrainingTable, rows: Int32Array): TrainingTable {
  const { resolution, capture, outcome, augmented } = table;
  return {
    resolution,
    capture: rows.map((row) => capture[row]!),
    outcome: Uint8Array.from(rows, (row) => outcome[row]!),
    augmented: Uint8Array.from(rows, (row) => augmented[row]!),
    inputs: { kind: pickInputs(table, 'kind', rows), liveness: pickInputs(table, 'liveness', rows) },
  };
}

/** What a stage's forest sees of those rows, rows × columns. */
export function pickInputs({ inputs, resolution }: TrainingTable, stage: StageName, rows: Int32Array): Float32Array {
  const columns = inputsOf(stage, resolution).schema.features.length;
  const matrix = new Float32Array(rows.length * columns);
  const from = inputs[stage];
  let to = 0;
  for (const row of rows) {
    for (let i = row * columns; i < (row + 1) * columns; i++) matrix[to++] = from[i]!;
  }
  return matrix;
}

/** Numbers of a table's rows of which something holds. */
export function rowsWhere({ capture }: TrainingTable, holds: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(capture.length);
  let count = 0;
  for (let row = 0; row < capture.length; row++) if (holds(row)) rows[count++] = row;
  return rows.slice(0, count);
}

function shared(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(bytes);
}
