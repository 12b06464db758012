import type { Role, Theme } from '../palette/theme.ts';
import type { Plot } from './axes.ts';
import { barPart } from './blocks.ts';
import type { Grid } from './grid.ts';

/**
 * Draws a bar in each column of a plot.
 * @param heights share of the plot's height, one a column; NaN for none
 * @param roleOf of a column's bar
 * @returns the row of each bar's topmost character; the plot's bottom row + 1 where there is no bar
 */
export function drawBars(grid: Grid, plot: Plot, heights: Float64Array, theme: Theme, roleOf: (column: number) => Role): number[] {
  const bottom = plot.top + plot.height - 1;
  return Array.from(heights, (height, column) => {
    if (!(height > 0)) return bottom + 1;
    const eighths = Math.max(1, Math.round(Math.min(1, height) * plot.height * 8));
    const rows = Math.ceil(eighths / 8);
    for (let row = 0; row < rows; row++) {
      grid.put(plot.left + column, bottom - row, barPart(eighths - 8 * row, theme.unicode), roleOf(column));
    }
    return bottom + 1 - rows;
  });
}
