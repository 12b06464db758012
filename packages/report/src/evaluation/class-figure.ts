import { dot, ruleX } from '@observablehq/plot';
import type { Evaluation } from '@tunnelscope/dataset/summary';
import { VERDICT_CLASSES } from '@tunnelscope/model/outcome';
import type { Figure } from '../figure.ts';
import { legend } from '../figures/legend.ts';
import { shareAxis } from '../figures/axes.ts';
import { MARKS } from '../plot/verdict-mark.ts';
import { percentText } from '../quantity.ts';

const METRICS = [['precision', 'Precision: of what is called so, how much is'], ['recall', 'Recall: of what is so, how much is called'], ['f1', 'F1: their harmonic mean']] as const;

/** Precision, recall and F1 of each class. */
export function classFigure(evaluation: Evaluation): Figure {
  const rows = METRICS.flatMap(([metric, words]) => VERDICT_CLASSES.flatMap((name) => {
    const value = evaluation[metric][name];
    return value === null ? [] : [{ words, name, value }];
  }));
  return {
    name: 'precision-recall',
    title: 'Precision and recall',
    description: 'Precision, recall and F1 of each class; an unknown is not recalled. A class without windows has none.',
    plot: (palette) => ({
      height: 210, marginTop: 44, marginLeft: 280,
      x: { ...shareAxis('share', 'right'), ticks: 10 },
      y: { domain: METRICS.map(([, words]) => words), label: null, tickSize: 0, grid: true },
      marks: [
        ruleX([1], { stroke: palette.dim, strokeDasharray: '2 4' }),
        ...VERDICT_CLASSES.map((name, i) => dot(rows.filter((row) => row.name === name), {
          x: 'value', y: 'words', symbol: MARKS[name], fill: palette[name], stroke: palette.page, strokeWidth: 0.7, r: 5.5, dy: 11 * (i - 1),
        })),
        ...legend(VERDICT_CLASSES.map((name) => ({ words: name, symbol: MARKS[name], colour: palette[name] }))),
      ],
    }),
    table: { columns: ['class', ...METRICS.map(([metric]) => metric)], rows: VERDICT_CLASSES.map((name) => [name, ...METRICS.map(([metric]) => percentText(evaluation[metric][name]))]) },
  };
}
