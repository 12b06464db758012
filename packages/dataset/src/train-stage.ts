import type { Kernels } from '@tunnelscope/core/kernels';
import { fitCalibration } from '@tunnelscope/model/calibration/fit-calibration';
import { featureNames, type FeatureSchema, schemaHash } from '@tunnelscope/model/features/schema';
import type { Calibration, Stage } from '@tunnelscope/model';
import { quantile } from '@tunnelscope/model/metrics/quantile';
import { foldGroups } from './folds.ts';
import { type StageRows, type TrainerOptions, trainStageForest } from './trainer.ts';

/** Folds of the inner cross-validation that calibration learns from. */
const CALIBRATION_FOLDS = 5;

/** Trains a stage's forest, and its calibration on predictions for groups that were held out. */
export function trainStage(rows: StageRows, schema: FeatureSchema, classes: readonly string[], options: TrainerOptions, kernels: Kernels): Stage {
  const { features, columns } = rows;
  const column = (c: number) => Float32Array.from({ length: rows.labels.length }, (_, row) => features[row * columns + c]!);
  const quantiles = (share: number) => Float32Array.from({ length: columns }, (_, c) => quantile(column(c), share)!);
  return {
    features: featureNames(schema),
    schemaHash: schemaHash(schema),
    classes,
    forest: trainStageForest(rows, options),
    calibration: calibration(rows, options, kernels),
    median: quantiles(0.5),
    low: quantiles(0.005),
    high: quantiles(0.995),
  };
}

/**
 * Calibration from predictions for rows whose group was not trained on. A class that is missing from a fold's training
 * cannot be predicted there: such rows say nothing on calibration and are left out. With a single group there is nothing
 * to hold out: probabilities stay as they are.
 */
function calibration(rows: StageRows, options: TrainerOptions, kernels: Kernels): Calibration {
  const { groups, labels, classes } = rows;
  const count = 1 + groups.reduce((a, b) => (b > a ? b : a), -1);
  const foldOf = foldGroups({ of: groups, names: Array.from({ length: count }, String) }, options.seed, Math.min(CALIBRATION_FOLDS, count));
  const held: { probabilities: Float64Array; label: number; weight: number }[] = [];
  for (let fold = 0; fold < Math.min(CALIBRATION_FOLDS, count); fold++) {
    const inFold = (row: number) => foldOf[groups[row]!] === fold;
    const train = select(rows, (row) => !inFold(row));
    const seen = new Set(train.labels);
    const test = select(rows, (row) => inFold(row) && seen.has(labels[row]!));
    if (test.labels.length === 0 || seen.size < 2) continue;
    const probabilities = kernels.evaluateForest(trainStageForest(train, options), test.features);
    for (const [row, label] of test.labels.entries()) {
      held.push({ probabilities: probabilities.subarray(row * classes, (row + 1) * classes), label, weight: test.weights[row]! });
    }
  }
  if (held.length === 0) return { slope: 1, bias: new Float64Array(classes) };
  // Windows of a group repeat each other: together they are worth as many observations as there are groups.
  const distinct = new Set(groups).size;
  const sum = held.reduce((total, { weight }) => total + weight, 0);
  return fitCalibration(
    Float64Array.from(held.flatMap(({ probabilities }) => [...probabilities])),
    Uint8Array.from(held, ({ label }) => label),
    Float64Array.from(held, ({ weight }) => (weight * distinct) / sum),
    classes,
    rows.biased,
  );

  function select(all: StageRows, keep: (row: number) => boolean): StageRows {
    const kept = Array.from(all.labels.keys()).filter(keep);
    const matrix = new Float32Array(kept.length * all.columns);
    for (const [i, row] of kept.entries()) matrix.set(all.features.subarray(row * all.columns, (row + 1) * all.columns), i * all.columns);
    return {
      ...all,
      features: matrix,
      labels: Uint8Array.from(kept, (row) => all.labels[row]!),
      weights: Float64Array.from(kept, (row) => all.weights[row]!),
      groups: Int32Array.from(kept, (row) => all.groups[row]!),
    };
  }
}
