import { dot, ruleX, ruleY } from '@observablehq/plot';
import type { Evaluation } from '@tunnelscope/dataset/summary';
import type { Figure } from '../figure.ts';
import { legend } from '../figures/legend.ts';
import { shareAxis } from '../figures/axes.ts';
import { numberText, percentText } from '../quantity.ts';

/** Groups that a picture shows: the worst. */
const MOST_GROUPS = 30;
const ROW = 19; // px

/** Each held-out group alone; null where nothing was held out. */
export function groupFigure({ groups, by }: Evaluation): Figure | null {
  if (groups === null || groups.length === 0) return null;
  const worst = groups.toSorted((a, b) => (a.accuracy ?? 1) - (b.accuracy ?? 1) || b.windows - a.windows);
  const shown = worst.slice(0, MOST_GROUPS).map((group) => ({ ...group, row: `${shortened(group.group)} (${group.windows})` }));
  const column = by ?? 'group';
  return {
    name: 'groups',
    title: `By ${column}`,
    description: `Accuracy of each ${column} when it was held out, the worst first, with its number of windows; an unknown counts as wrong. Where there are unknowns, how many of the others are right is shown beside it.${worst.length > shown.length ? ` The worst ${shown.length} of ${worst.length} are drawn.` : ''}`,
    plot: ({ vod, live, dim, line, page }) => ({
      height: 90 + ROW * shown.length, marginTop: 44, marginLeft: 280,
      x: { ...shareAxis('right', 'right'), ticks: 10 },
      y: { domain: shown.map(({ row }) => row), label: null, tickSize: 0 },
      marks: [
        ruleX([1], { stroke: dim, strokeDasharray: '2 4' }),
        ruleY(shown, { y: 'row', x1: 0, x2: 1, stroke: line, strokeDasharray: '1 3' }),
        dot(shown.filter(({ selectiveAccuracy, accuracy }) => selectiveAccuracy !== null && selectiveAccuracy !== accuracy), { x: 'selectiveAccuracy', y: 'row', symbol: 'diamond', stroke: live, strokeWidth: 1.5, r: 4.5 }),
        dot(shown.filter(({ accuracy }) => accuracy !== null), { x: 'accuracy', y: 'row', symbol: 'square', fill: vod, stroke: page, strokeWidth: 0.7, r: 4.5 }),
        ...legend([{ words: 'of all windows', symbol: 'square', colour: vod }, { words: 'of those with a verdict', symbol: 'diamond', colour: live }]),
      ],
    }),
    table: {
      columns: [column, 'captures', 'windows', 'accuracy', 'balanced', 'live against VOD, AUC', 'coverage', 'right among the covered'],
      rows: worst.map(({ group, captures, windows, accuracy, balancedAccuracy, liveVsVod, coverage, selectiveAccuracy }) => [
        group, numberText(captures), numberText(windows), percentText(accuracy), percentText(balancedAccuracy), numberText(liveVsVod.auc), percentText(coverage), percentText(selectiveAccuracy),
      ]),
    },
  };
}

function shortened(name: string): string {
  return name.length <= 34 ? name : `${name.slice(0, 33)}…`;
}
