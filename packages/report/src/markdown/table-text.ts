import type { Table } from '../figure.ts';
import { harmless } from '../markup/html.ts';

/** A table in Markdown. Names from outside cannot break out of their cell. */
export function tableText({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
}

/** Text from outside for a cell or a sentence. */
export function cellText(text: string): string {
  return harmless(text).replace(/[\\`*_[\]<>|#&]/g, (character) => (character === '|' ? '\\|' : `\\${character}`)).replace(/\s+/g, ' ');
}
