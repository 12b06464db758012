import type { Kernels } from '@tunnelscope/core/kernels';
import { calibrate } from './calibration/calibrate.ts';
import { classSets } from './calibration/class-sets.ts';
import { KIND_INPUTS, PACKET_INPUTS, SECOND_INPUTS, type StageInputs } from './features/inputs.ts';
import type { PollIntervals } from './features/packet.ts';
import type { ModelPart, Resolution, Stage } from './model.ts';
import { OUTCOMES } from './outcome.ts';

/** The measured features of one window: KIND, and LIVENESS_PACKET or LIVENESS_SECOND. */
export interface WindowFeatures {
  readonly kind: Float64Array;
  readonly liveness: Float64Array;
  /** For the words of reasons alone: no forest sees it. */
  readonly pollIntervals?: PollIntervals | undefined;
}

/** What a stage's forest sees of them. */
export function inputsOf(stage: StageName, resolution: Resolution): StageInputs {
  if (stage === 'kind') return KIND_INPUTS;
  return resolution === 'packet' ? PACKET_INPUTS : SECOND_INPUTS;
}

/** The two decisions of a model part. */
export const STAGES = ['kind', 'liveness'] as const;
export type StageName = (typeof STAGES)[number];

/** Calibrated probabilities of the outcomes for measured windows, rows × OUTCOMES. */
export function judgeWindows(part: ModelPart, windows: readonly WindowFeatures[], kernels: Kernels): Float64Array {
  const rows = STAGES.map((stage) => windows.map((window) => inputsOf(stage, part.resolution).from(window[stage])));
  return judgeInputs(part, rows[0]!, rows[1]!, kernels);
}

/** The same from the stages' inputs, one array a window. */
export function judgeInputs(part: ModelPart, kindRows: readonly Float64Array[], livenessRows: readonly Float64Array[], kernels: Kernels): Float64Array {
  return joinStages(part, stageProbabilities(part.kind, kindRows, kernels), stageProbabilities(part.liveness, livenessRows, kernels));
}

/**
 * Outcomes, rows × OUTCOMES, of what the stages say of the same windows. The probability of video is divided between
 * broadcast and VOD as the second stage says, so that nothing that tells calls from video can speak on liveness.
 * @param kind rows × classes of the kind stage @param liveness rows × classes of the liveness stage
 */
export function joinStages(part: Pick<ModelPart, 'kind' | 'liveness'>, kind: Float64Array, liveness: Float64Array): Float64Array {
  const [video, call, audio, other] = columns(part.kind, ['video', 'call', 'audio', 'other']);
  const [live, vod] = columns(part.liveness, ['live', 'vod']);
  const outcomes = OUTCOMES.length;
  const rows = kind.length / part.kind.classes.length;
  const result = new Float64Array(rows * outcomes);
  for (let row = 0; row < rows; row++) {
    const k = row * part.kind.classes.length;
    const l = row * part.liveness.classes.length;
    const isVideo = at(kind, k, video);
    result[row * outcomes] = isVideo * at(liveness, l, live);
    result[row * outcomes + 1] = isVideo * at(liveness, l, vod);
    result[row * outcomes + 2] = at(kind, k, call);
    result[row * outcomes + 3] = at(kind, k, audio);
    result[row * outcomes + 4] = at(kind, k, other);
  }
  return result;
}

/** Calibrated class probabilities of one stage, rows × classes. @throws RangeError if a row has the wrong number of features */
export function stageProbabilities(stage: Stage, rows: readonly Float64Array[], kernels: Kernels): Float64Array {
  const { features } = stage.forest;
  const matrix = new Float32Array(rows.length * features);
  for (const [row, values] of rows.entries()) {
    if (values.length !== features) throw new RangeError(`features of row ${row}: expected ${features}, found ${values.length}`);
    matrix.set(values, row * features);
  }
  return calibrate(stage.calibration, kernels.evaluateForest(stage.forest, matrix), classSets(stage.classes));
}

/** Column of each class; −1 for one that the stage never saw in training, whose probability is 0. */
function columns(stage: Stage, classes: readonly string[]): number[] {
  return classes.map((name) => stage.classes.indexOf(name));
}

function at(table: Float64Array, row: number, column: number | undefined): number {
  return column === undefined || column < 0 ? 0 : table[row + column]!;
}
