import type { Theme } from '../palette/theme.ts';
import { drawAxes } from './axes.ts';
import { drawBars } from './bars.ts';
import { columnMaxima, columnsOf } from './columns.ts';
import { Grid } from './grid.ts';
import { drawNote } from './note.ts';
import { rateText, roundScale } from './quantity.ts';
import { timeLabels } from './time-labels.ts';

export interface BarChart {
  /** Bytes of each second, the last one is now. */
  readonly values: Float64Array;
  /** Indexes of the peaks among them: marked by colour and by a sign above. */
  readonly peaks: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

/** Bytes a second over time as bars. A column that stands for several seconds shows the largest. */
export function barChart({ values, peaks, width, height }: BarChart, theme: Theme): string[] {
  const grid = new Grid(width, height);
  const largest = values.reduce((most, value) => (Number.isFinite(value) && value > most ? value : most), 0);
  const scale = roundScale(largest);
  const plot = drawAxes(grid, theme, {
    y: [{ at: 1, text: rateText(scale) }, { at: 0, text: '0' }, ...(height >= 7 ? [{ at: 0.5, text: rateText(scale / 2) }] : [])],
    x: timeLabels(values.length, theme.unicode),
    // The signs above bars have a row of their own where there is one to spare.
    headroom: height >= 5 ? 1 : 0,
  });
  if (!(largest > 0)) {
    drawNote(grid, plot, 'no traffic');
    return grid.lines(theme);
  }
  const spans = Array.from(peaks, (peak) => columnsOf(peak, plot.width, values.length));
  const marked = new Set(spans.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)));
  const heights = columnMaxima(values, plot.width).map((value) => value / scale);
  const tops = drawBars(grid, plot, heights, theme, (column) => (marked.has(column) ? 'peak' : 'bar'));
  for (const { first, last } of spans) {
    const column = Math.floor((first + last) / 2);
    if (tops[column]! > 0) grid.put(plot.left + column, tops[column]! - 1, theme.unicode ? '▾' : 'v', 'peak');
  }
  return grid.lines(theme);
}
