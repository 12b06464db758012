import type { Theme } from '../palette/theme.ts';
import { inCells } from '../text/plain.ts';
import type { ColumnId } from './columns.ts';
import type { PlacedColumn } from './layout.ts';
import { SECONDS_KEPT } from './picture.ts';

/** The titles of the columns as one painted line; the one that the rows are sorted by has an arrow. */
export function headingLine(columns: readonly PlacedColumn[], sort: ColumnId, reverse: boolean, { paint, unicode }: Theme): string {
  return paint('accent', ` ${columns.map(({ column, width }) => {
    const title = column.id === 'downlink' && width >= 14 ? `downlink, ${Math.min(width, SECONDS_KEPT)} s` : column.title;
    if (column.id !== sort) return inCells(title, width, unicode, column.align);
    const arrow = column.descending === reverse ? (unicode ? '▲' : '^') : unicode ? '▼' : 'v';
    return inCells(title.slice(0, width - 1) + arrow, width, unicode, column.align);
  }).join(' ')}`);
}
