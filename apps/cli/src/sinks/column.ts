/**
 * What a column holds: how it is written, and how `--where` compares it. `address` is an IP
 * address or what a CSV had in its place; `untyped` is a manifest's column, which may hold numbers or text.
 */
export type ColumnType = 'string' | 'address' | 'integer' | 'number' | 'boolean' | 'time' | 'json' | 'untyped';

/** null: nothing to say. A `json` column may hold anything that JSON can. */
export type Cell = string | number | boolean | null | readonly unknown[];

/** One field of the output as a column of a flat table. */
export interface Column<Row> {
  /** Heading in CSV and Parquet, and name in `--where`. */
  readonly name: string;
  /** Where the field stands in a JSON line, if not under its name alone: another name for it in `--where`. */
  readonly path?: string;
  readonly type: ColumnType;
  /** All the texts that it may hold, for `--where` to complain about any other. */
  readonly choices?: readonly string[];
  /** Numbers that `--where` may call by a name: null for a text that is none. */
  readonly named?: (name: string) => number | null;
  /** What is said of it in CSV, where that is not its cell as it is. */
  readonly plain?: (row: Row) => Cell;
  readonly value: (row: Row) => Cell;
}
