import type { Engine } from '@tunnelscope/core/kernels';
import type { Resolution } from '@tunnelscope/model';
import { accuracy, balancedAccuracy, f1, precision, recall } from '@tunnelscope/model/metrics/accuracy';
import { macroAuc } from '@tunnelscope/model/metrics/auc';
import { type CoveragePoint, coverageCurve } from '@tunnelscope/model/metrics/coverage-curve';
import { median, quantile } from '@tunnelscope/model/metrics/quantile';
import { expectedCalibrationError, type ReliabilityBin, reliabilityCurve } from '@tunnelscope/model/metrics/reliability';
import { type RocPoint, rocCurve } from '@tunnelscope/model/metrics/roc';
import { VERDICT_CLASSES, type VerdictClass } from '@tunnelscope/model/outcome';
import { type ConditionPart, conditionParts, surest } from './conditions.ts';
import type { Grouping } from './groups.ts';
import { balancedInterval, type Interval, intervals } from './intervals.ts';
import type { LabelledCapture } from './labelled-capture.ts';
import { isSetAside, type Manifest } from './manifest.ts';
import type { Decision, Prediction } from './predictions.ts';
import { confusionOf, probabilityTable, score, subtypeConfusionOf, type Table, truths, videoVsRestOf } from './tables.ts';
import { capturesOf, type Figures, figures, isLive, isVideo } from './window-figures.ts';

/** What `evaluate --json` prints. Shares are 0 … 1; null where there is nothing to divide by. */
export interface Evaluation extends Figures {
  readonly windowSeconds: number;
  readonly resolution: Resolution;
  /** The column whose groups were held out in turn; null if nothing was. */
  readonly by: string | null;
  readonly precision: Record<VerdictClass, number | null>;
  readonly recall: Record<VerdictClass, number | null>;
  readonly f1: Record<VerdictClass, number | null>;
  readonly confusion: Table;
  readonly rocAuc: number | null;
  readonly expectedCalibrationError: number | null;
  readonly confidenceInterval: Record<string, Interval | null>;
  readonly groups: readonly GroupFigures[] | null;
  readonly subtypeConfusion: Table;
  /** Video, live or on demand, told from calls, audio and other traffic; unknown counts as what is most probable. */
  readonly videoVsRest: { readonly accuracy: number | null; readonly balancedAccuracy: number | null };
  /** Live against VOD of matched recordings by what they differ in, and what each of several manifests got. */
  readonly conditions: readonly ConditionFigures[];
  readonly timeToVerdict: { readonly median: number | null; readonly p95: number | null; readonly undecided: number; readonly curve: readonly TimePoint[] };
  readonly roc: readonly RocPoint[];
  readonly calibration: readonly ReliabilityBin[];
  readonly coverageCurve: readonly CoveragePoint[];
  readonly trainSeconds: number;
  readonly seed: number;
  readonly engine: Engine;
  readonly model: { readonly name: string; readonly hash: string | null };
  readonly manifest: readonly { readonly name: string; readonly sha256: string }[];
  readonly seenInTraining: boolean;
  /** Whether all that was judged had been set aside: no model learned from it. */
  readonly setAside: boolean;
  readonly warnings: readonly string[];
}

/** The share of flows whose final verdict stood after so many seconds. */
export interface TimePoint {
  readonly seconds: number;
  readonly decided: number;
}

export interface GroupFigures extends Figures {
  readonly group: string;
  readonly captures: number;
}

/** Figures of the recordings with one condition. */
export interface ConditionFigures extends Omit<ConditionPart, 'predictions'>, Figures {
  readonly captures: number;
  readonly confidenceInterval: { readonly liveVsVodBalancedAccuracy: Interval | null };
  /** Accuracy among the surest 80, 50 and 30 % of the windows. */
  readonly surest: readonly (number | null)[];
}

export interface SummaryContext {
  readonly captures: readonly LabelledCapture[];
  /** What was held out; null if nothing was. */
  readonly grouping: Grouping | null;
  readonly by: string | null;
  readonly clusters: Grouping;
  readonly windowSeconds: number;
  readonly seed: number;
  readonly engine: Engine;
  readonly resolution: Resolution;
  readonly model: { readonly name: string; readonly hash: string | null };
  readonly manifests: readonly Manifest[];
  readonly seenInTraining: boolean;
}

/** Shares of windows, the surest ones, whose accuracy is told of each condition. */
const SURE_SHARES = [0.8, 0.5, 0.3];
/** Points of a curve that are enough for a plot. */
const MOST_POINTS = 200;

/** What a summary is made of. */
export interface Findings {
  readonly predictions: readonly Prediction[];
  /** Of the same windows with padded packets; empty where they were not measured. */
  readonly padded: readonly Prediction[];
  readonly decisions: readonly Decision[];
  readonly warnings: readonly string[];
  readonly trainSeconds: number;
}

/** Turns predictions into figures. */
export function summarise({ predictions, padded, decisions, warnings, trainSeconds }: Findings, context: SummaryContext): Evaluation {
  const matrix = confusionOf(predictions);
  const byClass = (metric: typeof recall) =>
    Object.fromEntries(VERDICT_CLASSES.map((name, label) => [name, metric(matrix, label)])) as Record<VerdictClass, number | null>;
  const confidence = Float64Array.from(predictions, ({ likely, probabilities }) => probabilities[likely]);
  const truth = truths(predictions);
  const right = Uint8Array.from(predictions, ({ likely }, row) => (VERDICT_CLASSES[truth[row]!] === likely ? 1 : 0));
  const video = predictions.filter(isVideo);
  const times = decisions.flatMap(({ decidedAfterSeconds }) => (decidedAfterSeconds === null ? [] : [decidedAfterSeconds]));
  const groupOf = ({ window }: Prediction) => context.clusters.of[window.capture]!;
  return {
    ...figures(predictions),
    windowSeconds: context.windowSeconds,
    resolution: context.resolution,
    by: context.by,
    precision: byClass(precision),
    recall: byClass(recall),
    f1: byClass(f1),
    confusion: {
      labels: VERDICT_CLASSES,
      columns: [...VERDICT_CLASSES, 'unknown'],
      rows: VERDICT_CLASSES.map((_, label) => [...matrix.counts.subarray(label * 4, label * 4 + 4)]),
    },
    rocAuc: macroAuc(probabilityTable(predictions), truth, VERDICT_CLASSES.length),
    expectedCalibrationError: expectedCalibrationError(confidence, right),
    confidenceInterval: intervals(predictions, groupOf, context.seed),
    groups: context.grouping === null ? null : groupFigures(predictions, context.grouping),
    subtypeConfusion: subtypeConfusionOf(predictions),
    videoVsRest: { accuracy: accuracy(videoVsRestOf(predictions)), balancedAccuracy: balancedAccuracy(videoVsRestOf(predictions)) },
    conditions: conditionParts(context.captures, context.manifests, predictions, padded).map((part) => conditionFigures(part, groupOf, context.seed)),
    timeToVerdict: {
      median: median(times),
      p95: quantile(times, 0.95),
      undecided: decisions.length === 0 ? 0 : 1 - times.length / decisions.length,
      curve: timeCurve(times, decisions.length),
    },
    roc: thinned(rocCurve(Float64Array.from(video, score), Uint8Array.from(video, isLive)) ?? []),
    calibration: reliabilityCurve(confidence, right),
    coverageCurve: thinned(coverageCurve(confidence, right)),
    trainSeconds,
    seed: context.seed,
    engine: context.engine,
    model: context.model,
    manifest: context.manifests.map(({ name, sha256 }) => ({ name, sha256 })),
    seenInTraining: context.seenInTraining,
    setAside: predictions.every(({ window }) => isSetAside(context.captures[window.capture]!)),
    warnings,
  };
}

function conditionFigures({ predictions, ...part }: ConditionPart, groupOf: (prediction: Prediction) => number, seed: number): ConditionFigures {
  return {
    ...part,
    captures: capturesOf(predictions),
    ...figures(predictions),
    confidenceInterval: { liveVsVodBalancedAccuracy: balancedInterval(predictions, groupOf, seed) },
    surest: surest(predictions, SURE_SHARES),
  };
}

function groupFigures(predictions: readonly Prediction[], { of, names }: Grouping): GroupFigures[] {
  return names.flatMap((group, number) => {
    const rows = predictions.filter(({ window }) => of[window.capture] === number);
    if (rows.length === 0) return [];
    return [{ group, captures: capturesOf(rows), ...figures(rows) }];
  });
}

/** One point for each different time, ascending. */
function timeCurve(times: readonly number[], flows: number): TimePoint[] {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.flatMap((seconds, i) => (sorted[i + 1] === seconds ? [] : [{ seconds, decided: (i + 1) / flows }]));
}

function thinned<Point>(points: readonly Point[]): Point[] {
  const step = Math.max(1, (points.length - 1) / (MOST_POINTS - 1));
  return Array.from({ length: Math.min(points.length, MOST_POINTS) }, (_, i) => points[Math.round(i * step)]!);
}
