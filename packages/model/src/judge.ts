import type { Kernels } from '@tunnelscope/core/kernels';
import { calibrate } from './calibration/calibrate.ts';
import type { ModelPart, Stage } from './model.ts';
import { OUTCOMES } from './outcome.ts';

/** The features of one window: what tells its kind, and what tells live from on demand. */
export interface WindowFeatures {
  readonly kind: Float64Array;
  readonly liveness: Float64Array;
}

/**
 * Calibrated probabilities of the outcomes, rows × OUTCOMES: the probability of video is divided between broadcast and
 * VOD as the second stage says, so that nothing that tells calls from video can speak on liveness.
 */
export function judgeWindows(part: ModelPart, windows: readonly WindowFeatures[], kernels: Kernels): Float64Array {
  const kind = stageProbabilities(part.kind, windows.map((window) => window.kind), kernels);
  const liveness = stageProbabilities(part.liveness, windows.map((window) => window.liveness), kernels);
  const [video, call, audio, other] = columns(part.kind, ['video', 'call', 'audio', 'other']);
  const [live, vod] = columns(part.liveness, ['live', 'vod']);
  const outcomes = OUTCOMES.length;
  const result = new Float64Array(windows.length * outcomes);
  for (let row = 0; row < windows.length; row++) {
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
  return calibrate(stage.calibration, kernels.evaluateForest(stage.forest, matrix));
}

/** Column of each class; −1 for one that the stage never saw in training, whose probability is 0. */
function columns(stage: Stage, classes: readonly string[]): number[] {
  return classes.map((name) => stage.classes.indexOf(name));
}

function at(table: Float64Array, row: number, column: number | undefined): number {
  return column === undefined || column < 0 ? 0 : table[row + column]!;
}
