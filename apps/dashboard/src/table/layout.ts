import { COLUMNS, type Column, type ColumnId } from './columns.ts';

export interface PlacedColumn {
  readonly column: Column;
  readonly width: number;
}

/** Cells between two columns. */
const GAP = 1;

/**
 * The columns that fit, and how wide each is: the least important ones go, then those left share what is left over,
 * the picture last.
 * @param width cells of a row, without its marker @param hidden columns that the user wants not to see
 */
export function layOut(width: number, hidden: readonly ColumnId[]): PlacedColumn[] {
  const wanted = COLUMNS.filter(({ id }) => !hidden.includes(id));
  const kept = new Set(wanted);
  const taken = () => [...kept].reduce((sum, { least }) => sum + least + GAP, -GAP);
  for (const column of wanted.toSorted((x, y) => y.rank - x.rank)) {
    if (taken() <= width || kept.size === 1) break;
    kept.delete(column);
  }
  let rest = width - taken();
  const widths = new Map([...kept].map((column) => [column, column.least]));
  for (const column of [...kept].sort((x, y) => x.rank - y.rank)) {
    // The picture takes what the others cannot use; a third of it in advance, or it would stay as small as it can be.
    const reserved = column.most !== Infinity && kept.has(PICTURE) ? Math.floor(rest / 3) : 0;
    const more = Math.max(0, Math.min(rest - reserved, column.most - column.least));
    widths.set(column, column.least + more);
    rest -= more;
  }
  if (kept.has(PICTURE)) widths.set(PICTURE, widths.get(PICTURE)! + Math.max(0, rest));
  return wanted.filter((column) => kept.has(column)).map((column) => ({ column, width: Math.min(width, widths.get(column)!) }));
}

const PICTURE = COLUMNS.find(({ id }) => id === 'downlink')!;
