import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/** `TSCP`: tells this file from other SQLite databases. */
export const APPLICATION_ID = 0x54534350;

/**
 * What makes a schema of version i out of one of version i − 1. Never changed once released: files of any age come through them all.
 * Times are epoch ms: `recorded` by the clock on the wall, `time` by the traffic. Ids only ascend and are never used twice.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE captures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recorded INTEGER NOT NULL,
    name TEXT NOT NULL,
    bytes INTEGER,
    error TEXT
  ) STRICT;
  CREATE TABLE verdicts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recorded INTEGER NOT NULL,
    time INTEGER NOT NULL,
    capture INTEGER,
    flow TEXT NOT NULL,
    verdict TEXT NOT NULL,
    line TEXT NOT NULL
  ) STRICT;
  CREATE INDEX verdicts_by_flow ON verdicts (flow, id);
  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recorded INTEGER NOT NULL,
    kind TEXT NOT NULL,
    flow TEXT NOT NULL,
    line TEXT NOT NULL
  ) STRICT;
  CREATE TABLE sensors (
    name TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    seen INTEGER NOT NULL
  ) STRICT;`,

  `CREATE TABLE batches (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    sensor TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    packets INTEGER NOT NULL,
    format TEXT NOT NULL,
    applied INTEGER NOT NULL DEFAULT 0,
    latest INTEGER NOT NULL,
    body BLOB,
    UNIQUE (sensor, sequence)
  ) STRICT;
  CREATE INDEX batches_with_body ON batches (position) WHERE body IS NOT NULL;
  CREATE TABLE flows (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    recorded INTEGER NOT NULL,
    id TEXT NOT NULL,
    client TEXT NOT NULL,
    server TEXT NOT NULL,
    protocol INTEGER NOT NULL,
    tunnel TEXT,
    verdict TEXT NOT NULL,
    probability REAL NOT NULL,
    start REAL NOT NULL,
    duration REAL NOT NULL,
    packets INTEGER NOT NULL,
    bytes_down INTEGER NOT NULL,
    bytes_up INTEGER NOT NULL,
    line TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX flows_by_id ON flows (id, key);
  CREATE INDEX verdicts_by_verdict ON verdicts (verdict, id);
  CREATE INDEX events_by_flow ON events (flow, id);
  ALTER TABLE sensors ADD COLUMN packets INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
  ) STRICT;
  INSERT INTO secrets VALUES ('mask', randomblob(32));`,

  // Without these a page of uploads, or of flows by their start, read the whole table.
  `CREATE INDEX verdicts_by_capture ON verdicts (capture, id);
  CREATE INDEX verdicts_of_uploads ON verdicts (id) WHERE capture IS NOT NULL;
  CREATE INDEX flows_by_start ON flows (start, key);`,

  // Up to where events of logs elsewhere are in this history.
  `CREATE TABLE positions (
    log TEXT PRIMARY KEY,
    position INTEGER NOT NULL
  ) STRICT;`,
];

/** Brings a database to the newest schema, all of it or nothing. @throws StoreError if it is another program's, or of a later version */
export function migrate(database: DatabaseSync, path: string): void {
  const version = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  const empty = (database.prepare('SELECT count(*) AS n FROM sqlite_schema').get() as { n: number }).n === 0;
  if (!empty && application !== APPLICATION_ID) throw new StoreError('corrupt', `${path}: found a database of another program (application id ${application}), expected one of tunnelscope`);
  if (version > MIGRATIONS.length) throw new StoreError('newer', `${path}: found schema version ${version}, expected at most ${MIGRATIONS.length}: a later version of tunnelscope made it`);
  if (version === MIGRATIONS.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of MIGRATIONS.slice(version)) database.exec(step);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

export function pragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get()!)[0]);
}
