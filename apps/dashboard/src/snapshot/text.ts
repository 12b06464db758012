import type { Cell } from './cells.ts';

/** A screen as plain text: a line for each row, without blanks at its end. */
export function screenText(cells: readonly (readonly Cell[])[]): string {
  return cells.map((row) => `${row.map(({ text }) => text).join('').trimEnd()}\n`).join('');
}
