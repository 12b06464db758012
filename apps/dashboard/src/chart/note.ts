import type { Plot } from './axes.ts';
import type { Grid } from './grid.ts';

/** Writes a word into the middle of a plot that has nothing to show. */
export function drawNote(grid: Grid, plot: Plot, text: string): void {
  const shown = text.slice(0, plot.width);
  grid.put(plot.left + Math.floor((plot.width - shown.length) / 2), plot.top + Math.floor((plot.height - 1) / 2), shown, 'dim');
}
