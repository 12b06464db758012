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
  // The verdict comes first. The picture takes what the others cannot use, and half of it in any case, or it would stay as
  // small as it can be.
  const reserved = kept.has(PICTURE) ? Math.ceil(rest / 2) : 0;
  const widths = new Map([...kept].map((column) => [column, column.least]));
  for (const column of [...kept].sort((x, y) => Number(x === PICTURE) - Number(y === PICTURE) || x.rank - y.rank)) {
    const more = Math.max(0, Math.min(rest - (column === PICTURE || column.rank === 0 ? 0 : reserved), column.most - column.least));
    widths.set(column, column.least + more);
    rest -= more;
  }
  return wanted.filter((column) => kept.has(column)).map((column) => ({ column, width: Math.min(width, widths.get(column)!) }));
}

const PICTURE = COLUMNS.find(({ id }) => id === 'downlink')!;
