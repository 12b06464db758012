import type { Kernels } from '@tunnelscope/core/kernels';
import { likeness } from '../groups.ts';
import type { LabelledCapture } from '../labelled-capture.ts';
import { groupWeights } from '../weights.ts';
import { type Classifier, needsStandardising, trainClassifier } from './classifier.ts';
import { prepare, prepared } from './preparation.ts';
import type { FitOptions, Samples } from './samples.ts';
import type { Fold } from './splits.ts';
import type { TaskRows } from './task.ts';

/** Predictions for the judged rows of all folds. */
export interface Judgement {
  readonly truth: Uint8Array;
  readonly predicted: Uint8Array;
  readonly trainSeconds: number;
  readonly predictSeconds: number;
  /** Rows that nothing was said of, because without their group a single class is left to train on. */
  readonly untrainable: number;
}

export interface CrossValidationOptions extends FitOptions {
  readonly kernels: Kernels;
  /** Rows that are judged; the others train only. */
  readonly judged?: ((row: number) => boolean) | undefined;
}

/** Trains a classifier on each fold's training rows and judges the others; gaps and spreads are learnt from training rows too. */
export function crossValidateRows(classifier: Classifier, rows: TaskRows, folds: readonly Fold[], captures: readonly LabelledCapture[], options: CrossValidationOptions): Judgement {
  const { kernels, judged = () => true } = options;
  const groups = likeness(captures).of;
  const [truth, predicted]: [number[], number[]] = [[], []];
  let [trainSeconds, predictSeconds, untrainable] = [0, 0, 0];
  for (const fold of folds) {
    const test = fold.test.filter(judged);
    const present = [...new Set(fold.train.map((row) => rows.labels[row]!))].toSorted((a, b) => a - b);
    if (test.length === 0) continue;
    if (present.length < 2) {
      untrainable += test.length;
      continue;
    }
    const started = performance.now();
    const train = columnsOf(rows, fold.train);
    const preparation = prepare(train, fold.train.length, needsStandardising(classifier));
    const labels = Uint8Array.from(fold.train, (row) => present.indexOf(rows.labels[row]!));
    const samples: Samples = {
      features: prepared(train, preparation),
      rows: fold.train.length,
      columns: rows.set.features.length,
      labels,
      classes: present.length,
      weights: groupWeights(Int32Array.from(fold.train, (row) => groups[rows.captures[row]!]!), labels, true),
      monotone: rows.set.monotone,
    };
    const fitted = trainClassifier(classifier, samples, options, kernels);
    const trained = performance.now();
    const answers = fitted.predict(prepared(columnsOf(rows, test), preparation), test.length);
    predictSeconds += (performance.now() - trained) / 1000;
    trainSeconds += (trained - started) / 1000;
    fitted.free();
    for (const [i, row] of test.entries()) {
      truth.push(rows.labels[row]!);
      predicted.push(present[answers[i]!]!);
    }
  }
  return { truth: Uint8Array.from(truth), predicted: Uint8Array.from(predicted), trainSeconds, predictSeconds, untrainable };
}

function columnsOf({ features, set }: TaskRows, rows: readonly number[]): Float32Array {
  const columns = set.features.length;
  const matrix = new Float32Array(rows.length * columns);
  for (const [i, row] of rows.entries()) matrix.set(features.subarray(row * columns, (row + 1) * columns), i * columns);
  return matrix;
}
