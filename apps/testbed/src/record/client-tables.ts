import type { ClientReport } from '../client/report.ts';

/** A part of an address that makes it long and says nothing. */
const SIGNATURE = /[\w-]{64,}/g;

/** A table as JSON: names once, then rows. */
interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A client's report with its long lists as tables, without signatures in addresses, and without the last zero digits of what nobody measures so finely. */
export function clientTables({ samples, requestLog, ...rest }: ClientReport) {
  const shortened = requestLog.map(({ path, ...request }) => ({ ...request, path: path.replace(SIGNATURE, '…') }));
  return { ...rest, samples: table(samples), requestLog: table(shortened) };
}

function table(items: readonly object[]): Table {
  const columns = Object.keys(items[0] ?? {});
  return { columns, rows: items.map((item) => columns.map((name) => rounded((item as Record<string, unknown>)[name]))) };
}

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}
