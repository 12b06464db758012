import type { Theme } from '../palette/theme.ts';
import { fit } from '../text/plain.ts';
import type { ColumnId } from './columns.ts';
import type { PlacedColumn } from './layout.ts';

/** The titles of the columns as one painted line; the one that the rows are sorted by has an arrow. */
export function headingLine(columns: readonly PlacedColumn[], sort: ColumnId, reverse: boolean, windowSeconds: number, { paint, unicode }: Theme): string {
  return paint('accent', ` ${columns.map(({ column, width }) => {
    const title = column.id === 'downlink' && width >= 14 ? `downlink, ${windowSeconds / 60} min` : column.title;
    if (column.id !== sort) return fit(title, width, unicode, column.align);
    const arrow = column.descending === reverse ? (unicode ? '▲' : '^') : unicode ? '▼' : 'v';
    return fit(title.slice(0, width - 1) + arrow, width, unicode, column.align);
  }).join(' ')}`);
}
