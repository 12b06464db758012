import { verdictSymbol } from '../palette/symbols.ts';
import type { Theme } from '../palette/theme.ts';
import type { Row } from '../state/row.ts';
import { inCells } from '../text/plain.ts';
import type { PlacedColumn } from './layout.ts';

/** One row of the table as one painted line, marker first. @param picture the sparkline, as wide as its column, and painted unless it is selected */
export function rowLine(row: Row, columns: readonly PlacedColumn[], now: number, selected: boolean, picture: string, theme: Theme): string {
  const { paint, unicode } = theme;
  const marker = selected ? (unicode ? '▶' : '>') : ' ';
  if (selected) return paint('selected', `${marker}${columns.map((placed) => cell(row, placed, now, picture, theme)).join(' ')}`);
  if (row.ended !== null && row.ended !== 'capture ended') {
    return paint('dim', `${marker}${columns.map((placed) => cell(row, placed, now, picture, theme)).join(' ')}`);
  }
  return marker + columns.map((placed) => {
    const text = cell(row, placed, now, picture, theme);
    const { id } = placed.column;
    if (id === 'verdict') return paint(row.verdict, text);
    return id === 'confidence' && row.probability !== null && row.probability < 0.7 ? paint('dim', text) : text;
  }).join(' ');
}

function cell(row: Row, { column, width }: PlacedColumn, now: number, picture: string, theme: Theme): string {
  if (column.id === 'downlink') return picture;
  const text = column.id === 'verdict' ? `${verdictSymbol(row.verdict, theme)} ${column.text(row, now, width - 2)}` : column.text(row, now, width);
  return inCells(text, width, theme.unicode, column.align);
}
