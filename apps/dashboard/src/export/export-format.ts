export type ExportFormat = 'csv' | 'ndjson';

const BY_ENDING: Readonly<Record<string, ExportFormat>> = { csv: 'csv', ndjson: 'ndjson', jsonl: 'ndjson', json: 'ndjson' };

/** The format that a file's name asks for. @throws Error with what to type instead */
export function exportFormat(name: string): ExportFormat {
  const format = BY_ENDING[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
  if (!format) throw new Error(`${name}: expected a name that ends in .csv or .ndjson`);
  return format;
}
