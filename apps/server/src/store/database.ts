import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrations.ts';
import { StoreError, storeError } from './store-error.ts';

/** How long a write waits for another process to finish its own. */
const BUSY = 2000; // ms

/** Held as long as the process lives: the system lets go of it whatever ends that. */
export interface OpenDatabase {
  readonly database: DatabaseSync;
  readonly lock: DatabaseSync | null;
}

/**
 * Opens a database, or makes it, and brings it to the newest schema. A committed transaction has been written through to
 * the disk. Others may read the file meanwhile; a second server on it is refused.
 * @param path `:memory:` for one that ends with the process
 * @throws StoreError
 */
export function openDatabase(path: string): OpenDatabase {
  let lock: DatabaseSync | null = null;
  let database: DatabaseSync | null = null;
  try {
    if (path !== ':memory:') {
      makeFile(path);
      lock = takeLock(path);
    }
    database = new DatabaseSync(path, { timeout: BUSY });
    database.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216');
    migrate(database, path);
    return { database, lock };
  } catch (error) {
    database?.close();
    lock?.close();
    throw storeError(path, error);
  }
}

/** What the system says of a file that cannot be made, in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'a part of its path is no folder',
  EISDIR: 'it is a folder, expected a file',
  ENOENT: 'no file can be made in that folder',
  ENOSPC: 'no room is left',
  ENOTDIR: 'a part of its path is no folder',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

/** What is kept is about people's traffic: nobody else may read it. */
function makeFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new StoreError(code === 'ENOSPC' ? 'full' : 'failed', `${path}: the history cannot be kept there: ${REASONS[code] ?? (error instanceof Error ? error.message : error)}`, error);
  }
}

function takeLock(path: string): DatabaseSync {
  // Node has no file locks of its own, and SQLite's end with the process.
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if ((storeError(path, error) as StoreError).fault === 'locked') throw new StoreError('locked', `${path}: found another server using it, expected none: give each its own by --database`, error);
    throw error;
  }
}
