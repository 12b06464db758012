import { accuracy, balancedAccuracy, f1, precision, recall } from '@tunnelscope/model/metrics/accuracy';
import { type Confusion, confusion } from '@tunnelscope/model/metrics/confusion';
import type { Table } from '../tables.ts';
import type { Judgement } from './cross-validation.ts';
import type { Task } from './task.ts';

/** What a classifier's predictions amount to. Shares are 0 … 1; null where there is nothing to divide by. */
export interface ClassifierFigures {
  readonly windows: number;
  /** Windows that nothing was said of: without their group a single class is left to train on. */
  readonly untrainable: number;
  readonly accuracy: number | null;
  readonly balancedAccuracy: number | null;
  readonly precision: Readonly<Record<string, number | null>>;
  readonly recall: Readonly<Record<string, number | null>>;
  readonly f1: Readonly<Record<string, number | null>>;
  readonly confusion: Table;
  /** Of all folds together. */
  readonly trainSeconds: number;
  readonly predictSeconds: number;
}

export function figuresOf({ classes }: Task, { truth, predicted, trainSeconds, predictSeconds, untrainable }: Judgement): ClassifierFigures {
  const matrix = confusion(truth, predicted, classes.length);
  const names = classes.map(({ name }) => name);
  const each = (metric: (of: Confusion, label: number) => number | null) => Object.fromEntries(names.map((name, label) => [name, metric(matrix, label)]));
  return {
    windows: truth.length,
    untrainable,
    accuracy: accuracy(matrix),
    balancedAccuracy: balancedAccuracy(matrix),
    precision: each(precision),
    recall: each(recall),
    f1: each(f1),
    confusion: { labels: names, columns: names, rows: names.map((_, label) => names.map((_name, guess) => matrix.counts[label * (names.length + 1) + guess]!)) },
    trainSeconds,
    predictSeconds,
  };
}
