import { Grid } from '../chart/grid.ts';
import type { Role, Theme } from '../palette/theme.ts';

/** Pieces of a line, each with what it is. */
export type Pieces = readonly (readonly [text: string, role: Role | null])[];

/** Lines of text in exactly so many columns and rows: what is longer is cut, and marked as cut. */
export function textLines(lines: readonly Pieces[], width: number, height: number, theme: Theme): string[] {
  const grid = new Grid(width, height);
  for (const [row, pieces] of lines.entries()) {
    let column = 0;
    for (const [text, role] of pieces) {
      grid.put(column, row, text, role);
      column += text.length;
    }
    if (column > width) grid.put(width - 1, row, theme.unicode ? '…' : '~', 'dim');
  }
  return grid.lines(theme);
}

/** A line that heads a section. */
export function heading(title: string, note: Pieces, width: number, theme: Theme): string {
  return textLines([[[title, 'accent'], ['  ', null], ...note]], width, 1, theme)[0]!;
}

/** Words in lines of at most so many columns, if no single word is longer. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
