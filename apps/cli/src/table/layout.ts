import { textWidth } from '../text/width.ts';
import type { Output } from '../output.ts';
import { harmless } from '../text/plain.ts';
import { truncate } from './truncate.ts';
import type { TableColumn } from './view.ts';

const GAP = '  ';
/** A column is not cut to less than this. */
const LEAST_WIDTH = 6;

/** A column ready to be laid out: harmless text, and how wide it is. */
interface Measured<Row> {
  readonly column: TableColumn<Row>;
  readonly cells: readonly string[];
  readonly width: number;
}

/**
 * Lines of a table, headings first, no wider than the output: the least important columns give way, and if that is not
 * enough the widest are cut. A sparse column is there only if a row has a text in it. No lines at all without rows.
 */
export function layOut<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[], { width, paint }: Pick<Output, 'width' | 'paint'>): string[] {
  if (rows.length === 0) return [];
  const used = columns.filter(({ sparse, text }) => !sparse || rows.some((row) => text(row) !== ''));
  const fitted = fitWidth(used.map((column) => measure(column, rows, column.text)), rows, width);
  const heading = fitted.map(({ column, width: room }) => pad(column.heading, room, column.align)).join(GAP).trimEnd();
  const lines = rows.map((row, i) =>
    fitted.map(({ column, cells, width: room }, place) => {
      const last = place === fitted.length - 1 && column.align === 'left';
      const text = truncate(cells[i]!, room);
      const padded = last ? text : pad(text, room, column.align);
      const style = column.style?.(row) ?? null;
      return style === null ? padded : paint(style, padded);
    }).join(GAP).trimEnd(),
  );
  return [paint('dim', truncate(heading, width)), ...lines];
}

function measure<Row>(column: TableColumn<Row>, rows: readonly Row[], text: (row: Row) => string): Measured<Row> {
  const cells = rows.map((row) => harmless(text(row)));
  return { column, cells, width: Math.max(column.least ?? 0, textWidth(column.heading), ...cells.map((cell) => textWidth(cell))) };
}

function fitWidth<Row>(all: Measured<Row>[], rows: readonly Row[], width: number): Measured<Row>[] {
  let fitted = all;
  for (const { column } of all.toSorted((a, b) => a.column.importance - b.column.importance)) {
    if (total(fitted) <= width) return fitted;
    const { short } = column;
    if (short) fitted = fitted.map((measured) => (measured.column === column ? measure(column, rows, short) : measured));
    else if (column.importance < Infinity) fitted = fitted.filter((measured) => measured.column !== column);
  }
  while (total(fitted) > width) {
    const widest = fitted.reduce((a, b) => (b.width > a.width ? b : a));
    if (widest.width <= LEAST_WIDTH) break;
    const room = Math.max(LEAST_WIDTH, widest.width - (total(fitted) - width));
    fitted = fitted.map((measured) => (measured === widest ? { ...measured, width: room } : measured));
  }
  return fitted;
}

function total(columns: readonly Measured<never>[] | readonly { readonly width: number }[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0) + GAP.length * (columns.length - 1);
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const missing = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'left' ? text + missing : missing + text;
}
