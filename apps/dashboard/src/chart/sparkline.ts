import type { Theme } from '../palette/theme.ts';
import { block } from './blocks.ts';
import { columnMaxima, columnsOf } from './columns.ts';
import { Grid } from './grid.ts';

/**
 * A series in one line, the newest sample at the right edge, scaled to its largest value. Zeros are blank.
 * @param spikes indexes of samples to mark: by colour, or by a sign in their place where there is no colour
 * @returns a text exactly `width` columns wide
 */
export function sparkline(values: ArrayLike<number>, width: number, theme: Theme, spikes: ArrayLike<number> = []): string {
  const grid = new Grid(width, 1);
  const columns = Math.min(grid.width, values.length);
  const maxima = columnMaxima(values, columns);
  const left = grid.width - columns;
  const top = maxima.reduce((largest, value) => (value > largest ? value : largest), 0);
  const marked = new Set<number>();
  for (let i = 0; i < spikes.length; i++) if (columns > 0) marked.add(columnsOf(spikes[i]!, columns, values.length).first);
  for (const [column, value] of maxima.entries()) {
    if (!(value > 0)) continue;
    const spike = marked.has(column);
    const sign = spike && !theme.color ? (theme.unicode ? '▲' : '^') : block(Math.ceil((8 * value) / top), theme.unicode);
    grid.put(left + column, 0, sign, spike ? 'peak' : 'bar');
  }
  return grid.lines(theme)[0] ?? '';
}
