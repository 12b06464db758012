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
const HISTORY = { events: 'id', verdicts: 'id', captures: 'id', flows: 'key' } as const;
/** Share of the rows of each table that is deleted at once when there are too many bytes. */
const AT_ONCE = 0.1;

/** Bytes that the database takes, pages that are free not counted. */
export function usedBytes(database: DatabaseSync): number {
  return (pragma(database, 'page_count') - pragma(database, 'freelist_count')) * pragma(database, 'page_size');
}

/** Deletes what is too old, and what is too much. Within a transaction. @param now epoch ms @returns rows that were deleted */
export function deleteHistory(database: DatabaseSync, { maxAge, maxBytes }: Retention, now: number): number {
  let deleted = 0;
  for (const [table, key] of Object.entries(HISTORY)) {
    // Ids ascend with time, so the first row that is young enough bounds them; a clock that was set back may keep some longer.
    const { first } = database.prepare(`SELECT min(${key}) AS first FROM ${table} WHERE recorded >= ?`).get(now - maxAge) as { first: number | null };
    const bound = first ?? Number.MAX_SAFE_INTEGER;
    deleted += Number(database.prepare(`DELETE FROM ${table} WHERE ${key} < ?`).run(bound).changes);
  }
  deleted += Number(database.prepare('DELETE FROM sensors WHERE seen < ? AND name NOT IN (SELECT sensor FROM batches WHERE body IS NOT NULL)').run(now - maxAge).changes);
  database.exec('DELETE FROM batches WHERE body IS NULL AND sensor NOT IN (SELECT name FROM sensors)');
  while (usedBytes(database) > maxBytes) {
    let freed = 0;
    for (const [table, key] of Object.entries(HISTORY)) {
      const { rows, least } = database.prepare(`SELECT count(*) AS rows, min(${key}) AS least FROM ${table}`).get() as { rows: number; least: number | null };
      if (least === null) continue;
      freed += Number(database.prepare(`DELETE FROM ${table} WHERE ${key} < ?`).run(least + Math.ceil(AT_ONCE * rows)).changes);
    }
    if (freed === 0) break;
    deleted += freed;
  }
  return deleted;
}
