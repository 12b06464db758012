import type { DatabaseSync } from 'node:sqlite';
import { pragma } from './migrations.ts';

export interface Retention {
  /** What was recorded longer ago is deleted, in ms. */
  readonly maxAge: number;
  /** Oldest first, until what is kept takes no more, in bytes. */
  readonly maxBytes: number;
}

export const DEFAULT_RETENTION: Retention = { maxAge: 30 * 86_400_000, maxBytes: 2 ** 30 };

/** Tables of history, each with the column that its rows ascend by. */
const HISTORY = Object.entries({ events: 'id', verdicts: 'id', captures: 'id', flows: 'key' });
/** Rows that are deleted by one statement. */
const SLICE = 200;
/** How long one turn deletes: what else waits for its turn waits no longer than that, and the commit. */
const TURN = 20; // ms
/** Slices of one turn, however fast they are. */
const MOST_SLICES = 25;

/** Bytes that the database takes, pages that are free not counted. */
export function usedBytes(database: DatabaseSync): number {
  return (pragma(database, 'page_count') - pragma(database, 'freelist_count')) * pragma(database, 'page_size');
}

/**
 * Deletes what is too old, and what is too much, for one turn. Within a transaction.
 * @param now epoch ms @returns rows that were deleted, and whether there is more to delete
 */
export function deleteHistory(database: DatabaseSync, { maxAge, maxBytes }: Retention, now: number): { readonly deleted: number; readonly more: boolean } {
  const end = performance.now() + TURN;
  let deleted = 0;
  for (let slices = 1; ; slices++) {
    const rows = deleteOld(database, now - maxAge) || deleteMuch(database, maxBytes);
    deleted += rows;
    if (rows === 0) break;
    if (slices === MOST_SLICES || performance.now() >= end) return { deleted, more: true };
  }
  deleted += Number(database.prepare('DELETE FROM sensors WHERE seen < ? AND name NOT IN (SELECT sensor FROM batches WHERE body IS NOT NULL)').run(now - maxAge).changes);
  database.exec('DELETE FROM batches WHERE body IS NULL AND sensor NOT IN (SELECT name FROM sensors)');
  return { deleted, more: false };
}

/** A slice of each table: its oldest rows up to the first that is young enough. Ids ascend with time; a clock that was set back may keep some longer. */
function deleteOld(database: DatabaseSync, before: number): number {
  let deleted = 0;
  for (const [table, key] of HISTORY) {
    const oldest = database.prepare(`SELECT ${key} AS key, recorded FROM ${table} ORDER BY ${key} LIMIT ${SLICE}`).all() as { key: number; recorded: number }[];
    const young = oldest.findIndex(({ recorded }) => recorded >= before);
    const last = young < 0 ? oldest.at(-1) : oldest[young - 1];
    if (last) deleted += deleteUpTo(database, table, key, last.key);
  }
  return deleted;
}

/** A slice of all tables together, of each in proportion to its rows. */
function deleteMuch(database: DatabaseSync, maxBytes: number): number {
  if (usedBytes(database) <= maxBytes) return 0;
  const spans = HISTORY.flatMap(([table, key]) => {
    // Two statements: both ends of an index at once would be a scan of it all.
    const least = (database.prepare(`SELECT min(${key}) AS key FROM ${table}`).get() as { key: number | null }).key;
    const most = (database.prepare(`SELECT max(${key}) AS key FROM ${table}`).get() as { key: number | null }).key;
    return least === null || most === null ? [] : [{ table, key, least, rows: most - least + 1 }];
  });
  const all = spans.reduce((sum, { rows }) => sum + rows, 0);
  return spans.reduce((deleted, { table, key, least, rows }) => deleted + deleteUpTo(database, table, key, least + Math.ceil((SLICE * rows) / all) - 1), 0);
}

function deleteUpTo(database: DatabaseSync, table: string, key: string, last: number): number {
  return Number(database.prepare(`DELETE FROM ${table} WHERE ${key} <= ?`).run(last).changes);
}
