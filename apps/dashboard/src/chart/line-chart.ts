import type { Role, Theme } from '../palette/theme.ts';
import { drawAxes } from './axes.ts';
import { Grid } from './grid.ts';
import { drawNote } from './note.ts';
import { timeLabels } from './time-labels.ts';

export interface Line {
  readonly role: Role;
  /** Sign of its samples, and of the time between them. */
  readonly sample: string;
  readonly between: string;
  /** Ascending in time. A value holds until the next one; NaN for none. */
  readonly points: readonly { readonly time: number; readonly value: number }[];
}

export interface LineChart {
  /** Later ones are drawn above earlier ones. */
  readonly lines: readonly Line[];
  /** Epoch ms of the right edge, and seconds from the left one to it. */
  readonly now: number;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
}

/** Shares of 0 … 1 over time, each as a line of steps. */
export function lineChart({ lines, now, seconds, width, height }: LineChart, theme: Theme): string[] {
  const grid = new Grid(width, height);
  const plot = drawAxes(grid, theme, {
    y: [{ at: 1, text: '100 %' }, { at: 0, text: '0 %' }, ...(height >= 6 ? [{ at: 0.5, text: '50 %' }] : [])],
    x: timeLabels(seconds, theme.unicode),
  });
  let drawn = false;
  for (const { role, sample, between, points } of lines) {
    for (let column = 0; column < plot.width; column++) {
      const [from, to] = [column, column + 1].map((edge) => now + 1000 * seconds * (edge / plot.width - 1)) as [number, number];
      const at = lastBefore(points, to);
      const point = points[at];
      if (point === undefined || !Number.isFinite(point.value)) continue;
      const row = Math.round((1 - Math.min(1, Math.max(0, point.value))) * (plot.height - 1));
      grid.put(plot.left + column, plot.top + row, point.time >= from ? sample : between, role);
      drawn = true;
    }
  }
  if (!drawn) drawNote(grid, plot, 'nothing judged yet');
  return grid.lines(theme);
}

/** Index of the last point up to a time, −1 if there is none. The right edge itself is now: a point there is shown. */
function lastBefore(points: LineChart['lines'][number]['points'], time: number): number {
  let at = points.length - 1;
  while (at >= 0 && points[at]!.time > time) at--;
  return at;
}
