import type { Forest } from '@tunnelscope/core/kernels';
import type { VerdictRule } from './verdict-rule.ts';

/** What a capture offers: packets with times and sizes, or only bytes and packets of each second. */
export type Resolution = 'packet' | 'second';

/**
 * A trained model: for each resolution and window length two decisions in a row, so that what tells calls from video
 * cannot leak into what tells live from on demand.
 */
export interface Model {
  readonly name: string;
  readonly seed: number;
  readonly parts: readonly ModelPart[];
  /** What it was trained on, for people: shown by `--help`-like output and in the model card. */
  readonly training: TrainingSummary;
}

export interface ModelPart {
  readonly resolution: Resolution;
  /** Length of the windows that it was trained on, in seconds. */
  readonly windowSeconds: number;
  /** Decides between video, call, audio and other. */
  readonly kind: Stage;
  /** Given video: decides between live and vod. */
  readonly liveness: Stage;
  /** When its probabilities are enough for a verdict. */
  readonly rule: VerdictRule;
}

/** One forest with all that is needed to read its answer. */
export interface Stage {
  /** Names of the forest's input columns, in order. */
  readonly features: readonly string[];
  /** Hash of the definitions of those features (see features/schema.ts). */
  readonly schemaHash: string;
  readonly classes: readonly string[];
  readonly forest: Forest;
  readonly calibration: Calibration;
  /** Median, and 0.5 % and 99.5 % quantiles, of each feature over the training windows. */
  readonly median: Float32Array;
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** Calibrated probabilities are softmax(slope · ln p + bias), with one bias a class. */
export interface Calibration {
  readonly slope: number;
  readonly bias: Float64Array;
}

export interface TrainingSummary {
  readonly trainer: string;
  /** Manifests by name and content hash, never by path. */
  readonly manifests: readonly { readonly name: string; readonly sha256: string }[];
  readonly captures: number;
  readonly windows: number;
  readonly groups: number;
}
