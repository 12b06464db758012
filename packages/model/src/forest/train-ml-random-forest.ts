import { RandomForestClassifier } from 'ml-random-forest';
import { importMlRandomForest, type MlRandomForest } from './import-ml-random-forest.ts';
import type { TrainedForest } from './train.ts';
import { expectInteger, type TrainingData, trainingSet } from './training-set.ts';

export interface TrainMlRandomForestOptions extends Omit<TrainingData, 'weights'> {
  readonly trees: number;
  /** Integer of −2^31 … 2^31 − 1. */
  readonly seed: number;
  readonly maxDepth?: number;
  /** Columns drawn for each tree, not for each split (default √columns, rounded). */
  readonly featuresPerTree?: number;
}

export interface TrainedMlRandomForest extends TrainedForest {
  /** The library's own model, which RandomForestClassifier.load reads. */
  readonly json: MlRandomForest;
}

/**
 * Trains with the library ml-random-forest 2.1 and imports the result: a second, independent trainer to compare with.
 * It knows no sample weights, draws columns for each tree instead of each split, and takes minutes where trainForest
 * takes seconds; so there is no progress to report either.
 * @throws RangeError for data (see trainingSet) or options that make no sense
 */
export function trainMlRandomForest(options: TrainMlRandomForestOptions): TrainedMlRandomForest {
  const { trees, seed, columns, classes, maxDepth } = options;
  const perTree = options.featuresPerTree ?? Math.max(1, Math.round(Math.sqrt(columns)));
  const set = trainingSet(options);
  expectInteger('trees', trees, 1, 1_000_000);
  expectInteger('seed', seed, -(2 ** 31), 2 ** 31 - 1);
  expectInteger('featuresPerTree', perTree, 1, columns);
  const classifier = new RandomForestClassifier({
    nEstimators: trees,
    seed,
    // To the library the number 1 means 100 % of the columns; a share that is floored to one column means one.
    maxFeatures: perTree === 1 && columns > 1 ? 1.5 / columns : perTree,
    replacement: false,
    useSampleBagging: true,
    // Its out-of-bag estimate throws on small forests and is not used here.
    noOOB: true,
    treeOptions: maxDepth === undefined ? {} : { maxDepth },
  });
  const rows = Array.from({ length: set.rows }, (_, row) => set.columns.map((column) => column[row]!));
  classifier.train(rows, Array.from(set.labels));
  const json: MlRandomForest = JSON.parse(JSON.stringify(classifier));
  return {
    forest: importMlRandomForest(json, columns, classes),
    importances: Float64Array.from(featureImportance(classifier), (share) => (Number.isFinite(share) ? share : 0)),
    json,
  };
}

/** The library's types leave this method out. */
function featureImportance(classifier: RandomForestClassifier): number[] {
  return (classifier as RandomForestClassifier & { featureImportance(): number[] }).featureImportance();
}
