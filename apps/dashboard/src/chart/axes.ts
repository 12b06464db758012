import type { Theme } from '../palette/theme.ts';
import type { Grid } from './grid.ts';

/** A text at a place of an axis: 0 is left or bottom, 1 right or top. */
export interface AxisLabel {
  readonly at: number;
  readonly text: string;
}

export interface Axes {
  readonly x: readonly AxisLabel[];
  readonly y: readonly AxisLabel[];
  /** Rows above the plot that stay free, if there are axes; 0 if not given. */
  readonly headroom?: number;
}

/** The part of a grid that is left for the picture itself. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Smaller grids have room for the picture only. */
const LEAST_WIDTH = 20;
const LEAST_HEIGHT = 4;
/** From here on there is a blank between labels below the plot. */
const BETWEEN = 1;

/** Draws the axes of a picture that fills a grid. Labels come most important first: one that would cover another is left out. */
export function drawAxes(grid: Grid, theme: Theme, { x, y, headroom = 0 }: Axes): Plot {
  if (grid.width < LEAST_WIDTH || grid.height < LEAST_HEIGHT) return { left: 0, top: 0, width: grid.width, height: grid.height };
  const left = Math.max(...y.map(({ text }) => text.length)) + 1;
  const plot = { left, top: headroom, width: grid.width - left, height: grid.height - 1 - headroom };
  for (let row = 0; row < headroom + plot.height; row++) grid.put(left - 1, row, theme.unicode ? '│' : '|', 'dim');
  const taken = new Set<number>();
  for (const { at, text } of y) {
    const row = headroom + Math.round((1 - at) * (plot.height - 1));
    if (taken.has(row)) continue;
    taken.add(row);
    grid.put(left - 1 - text.length, row, text, 'dim');
    grid.put(left - 1, row, theme.unicode ? '┤' : '+', 'dim');
  }
  const free = Array<boolean>(grid.width).fill(true);
  for (const { at, text } of x) {
    const middle = left + at * (plot.width - 1) - (text.length - 1) / 2;
    const from = Math.min(grid.width - text.length, Math.max(left, Math.round(middle)));
    if (from < 0 || !free.slice(Math.max(0, from - BETWEEN), from + text.length + BETWEEN).every(Boolean)) continue;
    free.fill(false, from, from + text.length);
    grid.put(from, grid.height - 1, text, 'dim');
  }
  return plot;
}
