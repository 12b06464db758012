import { median } from '@tunnelscope/model/metrics/quantile';
import { clusters } from '../groups.ts';
import type { LabelledCapture } from '../labelled-capture.ts';
import type { Classifier } from './classifier.ts';
import type { ComparisonOptions } from './compare.ts';
import { crossValidateRows } from './cross-validation.ts';
import { type FeatureSet, ourFeatures, SEED_FEATURES } from './feature-set.ts';
import { type ClassifierFigures, figuresOf } from './figures.ts';
import { type Fold, heldOutGroups, randomWindows } from './splits.ts';
import { LIVE_OR_VOD, rowsOf, type TaskRows } from './task.ts';

/** Live against VOD with some providers in training and some to judge. */
export interface ProviderContest extends ClassifierFigures {
  readonly features: FeatureSet['name'];
  readonly trainedOn: string;
  readonly judgedOn: string;
  readonly split: 'random windows' | 'held-out sessions' | 'other provider';
  readonly classifier: Classifier;
}

/** The median of a feature over a provider's live and over its VOD windows. */
export interface FeatureMedian {
  readonly features: FeatureSet['name'];
  readonly feature: string;
  readonly provider: string;
  readonly class: string;
  /** Null where no window has the feature. */
  readonly median: number | null;
}

export interface ProviderComparison {
  readonly contests: readonly ProviderContest[];
  readonly medians: readonly FeatureMedian[];
}

/**
 * Why a classifier that is right on one provider is wrong once another joins: each provider alone, all together, and each
 * judged by what was trained on the others. Providers are those of the manifests that have both live and VOD windows; null
 * if there are fewer than two.
 */
export function compareProviders(captures: readonly LabelledCapture[], options: Omit<ComparisonOptions, 'by' | 'where' | 'part' | 'seedFeatures'>): ProviderComparison | null {
  const { classifiers, resolution, windowSeconds, seed, onProgress } = options;
  const providerOf = (rows: TaskRows, row: number) => captures[rows.captures[row]!]!.columns.provider ?? '';
  const tables = [SEED_FEATURES, ourFeatures(LIVE_OR_VOD.stage, resolution)].map((set) => rowsOf(LIVE_OR_VOD, set, captures, windowSeconds));
  const providers = providersWithBoth(tables[0]!);
  if (providers.length < 2) return null;
  const sessions = clusters(captures);
  const contests: ProviderContest[] = [];
  const jobs = tables.flatMap((rows) => scenarios(rows).map((scenario) => ({ rows, ...scenario })));
  for (const { rows, folds, ...scenario } of jobs) {
    for (const classifier of classifiers) {
      const judgement = crossValidateRows(classifier, rows, folds, captures, options);
      contests.push({ features: rows.set.name, ...scenario, classifier, ...figuresOf(rows.task, judgement) });
      onProgress?.(contests.length, jobs.length * classifiers.length);
    }
  }
  return { contests, medians: tables.flatMap((rows) => medians(rows)) };

  function providersWithBoth(rows: TaskRows): string[] {
    const seen = Map.groupBy(rows.labels.keys(), (row) => providerOf(rows, row));
    return [...seen].filter(([name, of]) => name !== '' && new Set(of.map((row) => rows.labels[row])).size === 2).map(([name]) => name);
  }

  function scenarios(rows: TaskRows): (Pick<ProviderContest, 'trainedOn' | 'judgedOn' | 'split'> & { folds: Fold[] })[] {
    const of = (names: readonly string[]) => [...rows.labels.keys()].filter((row) => names.includes(providerOf(rows, row)));
    const within = [...providers.map((name) => [name]), providers].flatMap((names) => {
      const label = names.join(' + ');
      return [
        { trainedOn: label, judgedOn: label, split: 'random windows' as const, folds: randomWindows(rows, of(names), seed) },
        { trainedOn: label, judgedOn: label, split: 'held-out sessions' as const, folds: heldOutGroups(rows, of(names), sessions, seed) },
      ];
    });
    const across = providers.map((name) => {
      const others = providers.filter((other) => other !== name);
      return { trainedOn: others.join(' + '), judgedOn: name, split: 'other provider' as const, folds: [{ train: of(others), test: of([name]) }] };
    });
    return [...within, ...across];
  }

  function medians(rows: TaskRows): FeatureMedian[] {
    const { set, features, labels } = rows;
    return set.features.flatMap((feature, column) => providers.flatMap((provider) => LIVE_OR_VOD.classes.map(({ name }, label) => {
      const mine = [...labels.keys()].filter((row) => labels[row] === label && providerOf(rows, row) === provider);
      const values = mine.map((row) => features[row * set.features.length + column]!).filter((value) => !Number.isNaN(value));
      return { features: set.name, feature, provider, class: name, median: median(values) };
    })));
  }
}
