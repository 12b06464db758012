/** What a cell of CSV may hold; null is empty. */
export type Cell = string | number | boolean | null;

/** CSV as RFC 4180 has it, but with line feeds. */
export function csvText(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  let text = `${header.map(field).join(',')}\n`;
  for (const row of rows) text += `${row.map(field).join(',')}\n`;
  return text;
}

function field(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
