import type { Kernels } from '@tunnelscope/core/kernels';
import type { Resolution } from '@tunnelscope/model';
import { groupBy } from '../groups.ts';
import { isOfPart } from '../window-part.ts';
import type { LabelledCapture } from '../labelled-capture.ts';
import type { Classifier } from './classifier.ts';
import { crossValidateRows } from './cross-validation.ts';
import { type FeatureSet, ourFeatures, SEED_FEATURES } from './feature-set.ts';
import { type ClassifierFigures, figuresOf } from './figures.ts';
import { heldOutGroups, randomWindows } from './splits.ts';
import { LIVE_CONTENT, LIVE_OR_VOD, rowsOf, type TaskRows } from './task.ts';

export interface ComparisonOptions {
  readonly classifiers: readonly Classifier[];
  /** Whether the features of earlier work are tried beside ours, on both of its questions. */
  readonly seedFeatures: boolean;
  readonly by: string;
  readonly windowSeconds: number;
  readonly resolution: Resolution;
  readonly trees: number;
  readonly seed: number;
  readonly kernels: Kernels;
  /** Captures that are judged; the others train only. */
  readonly where?: ((capture: LabelledCapture) => boolean) | undefined;
  readonly part?: 'start' | 'middle' | undefined;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** One classifier on one set of features, by one way of holding out. */
export interface Contest extends ClassifierFigures {
  readonly task: string;
  readonly features: FeatureSet['name'];
  readonly split: 'random windows' | 'held-out groups';
  readonly by: string | null;
  readonly classifier: Classifier;
}

/**
 * Every classifier on every set of features, on random windows and by held-out groups.
 * @throws RangeError if there is no window of both live and VOD to judge
 */
export function compare(captures: readonly LabelledCapture[], options: ComparisonOptions): Contest[] {
  const { classifiers, seedFeatures, by, windowSeconds, resolution, seed, where, part, onProgress } = options;
  const grouping = groupBy(captures, by);
  const jobs = (seedFeatures ? [LIVE_OR_VOD, LIVE_CONTENT] : [LIVE_OR_VOD]).flatMap((task) => {
    const ours = ourFeatures(task.stage, resolution);
    const tables = (seedFeatures ? [SEED_FEATURES, ours] : [ours]).map((set) => rowsOf(task, set, captures, windowSeconds));
    const all = [...tables[0]!.labels.keys()];
    if (new Set(tables[0]!.labels).size < 2) {
      if (task === LIVE_CONTENT) return [];
      throw new RangeError(`comparison: expected windows of ${windowSeconds} s of both live and VOD at ${resolution} resolution, found ${all.length === 0 ? 'none' : 'one of them alone'}`);
    }
    return tables.flatMap((rows) => [
      { rows, split: 'random windows' as const, folds: randomWindows(rows, all, seed) },
      { rows, split: 'held-out groups' as const, folds: heldOutGroups(rows, all, grouping, seed) },
    ]);
  });
  const contests: Contest[] = [];
  const total = jobs.length * classifiers.length;
  for (const { rows, split, folds } of jobs) {
    const judged = (row: number) => isJudged(rows, row);
    for (const classifier of classifiers) {
      const figures = figuresOf(rows.task, crossValidateRows(classifier, rows, folds, captures, { ...options, judged }));
      contests.push({ task: rows.task.name, features: rows.set.name, split, by: split === 'random windows' ? null : by, classifier, ...figures });
      onProgress?.(contests.length, total);
    }
  }
  if (contests.every(({ windows }) => windows === 0)) throw new RangeError(`comparison: found no window of ${windowSeconds} s at ${resolution} resolution to judge, expected at least one`);
  return contests;

  function isJudged({ captures: of, starts }: TaskRows, row: number): boolean {
    if (where && !where(captures[of[row]!]!)) return false;
    return isOfPart(starts[row]!, part);
  }
}
