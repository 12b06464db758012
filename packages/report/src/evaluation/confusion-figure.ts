import { cell, text } from '@observablehq/plot';
import type { Evaluation } from '@tunnelscope/dataset/summary';
import type { Table as Counts } from '@tunnelscope/dataset/tables';
import { VERDICT_SYMBOLS } from '@tunnelscope/model/verdict-symbol';
import type { Figure } from '../figure.ts';
import { numberText, percentText } from '../quantity.ts';

/** Windows by what they are and what was said of them. */
export function confusionFigure({ confusion, windows }: Evaluation): Figure {
  return countsFigure('confusion', 'Confusion matrix', `What ${windows.toLocaleString('en-US')} windows are (rows) and were judged (columns), with the share of the row. Right is what is in the diagonal.`, confusion);
}

/** Live windows by their kind and the one that they were taken for. */
export function subtypeFigure({ subtypeConfusion }: Evaluation): Figure {
  return countsFigure('subtypes', 'Kinds of live traffic', 'What live windows are (rows) and were judged (columns), with the share of the row.', subtypeConfusion);
}

function countsFigure(name: string, title: string, description: string, { labels, columns, rows }: Counts): Figure {
  const cells = rows.flatMap((row, i) => {
    const sum = row.reduce((total, count) => total + count, 0);
    return row.map((count, j) => ({ truth: labels[i]!, judged: columns[j]!, count, share: sum === 0 ? 0 : count / sum }));
  });
  const withSymbol = (label: string) => (label in VERDICT_SYMBOLS ? `${VERDICT_SYMBOLS[label as keyof typeof VERDICT_SYMBOLS].unicode} ${label}` : label);
  return {
    name, title, description,
    plot: ({ vod, live, text: ink, page, line }) => ({
      width: 560, height: 60 + 56 * labels.length, marginLeft: 90, marginTop: 46, marginBottom: 10, marginRight: 10,
      x: { domain: [...columns], axis: 'top', label: null, tickSize: 0, tickFormat: withSymbol },
      y: { domain: [...labels], label: null, tickSize: 0, tickFormat: withSymbol },
      marks: [
        cell(cells, { x: 'judged', y: 'truth', inset: 1.5, fill: page, stroke: line }),
        cell(cells, { x: 'judged', y: 'truth', inset: 1.5, fill: (one: typeof cells[number]) => (one.truth === one.judged ? vod : live), fillOpacity: (one: typeof cells[number]) => 0.55 * one.share }),
        text(cells, { x: 'judged', y: 'truth', text: (one: typeof cells[number]) => numberText(one.count), dy: -8, fontSize: 15, fontWeight: 600, fill: ink }),
        text(cells, { x: 'judged', y: 'truth', text: (one: typeof cells[number]) => percentText(one.share), dy: 11, fill: ink }),
      ],
      color: { type: 'identity' }, opacity: { type: 'identity' },
    }),
    table: { columns: ['is', ...columns], rows: labels.map((label, i) => [label, ...rows[i]!.map((count) => numberText(count))]) },
  };
}
