import type { DatabaseSync } from 'node:sqlite';
import { StoreError, storeError } from './store-error.ts';

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes many things in one transaction: writing through to the disk costs a millisecond or more, however much it is. What
 * comes in one turn of the event loop is committed together.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #path: string;
  #waiting: Waiting[] = [];

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
  }

  /**
   * @param work reads and writes the database; what it throws undoes what it wrote, and nothing of the others
   * @returns what `work` returned, once it is on the disk
   */
  write<Result>(work: () => Result): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.flush());
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
    });
  }

  /** Commits what waits, now. */
  flush(): void {
    const group = this.#waiting;
    if (group.length === 0) return;
    this.#waiting = [];
    const settle: (() => void)[] = [];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const each of group) settle.push(this.#run(each));
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec('ROLLBACK');
      const failure = storeError(this.#path, error);
      for (const { reject } of group) reject(failure);
      return;
    }
    for (const done of settle) done();
  }

  #run({ work, resolve, reject }: Waiting): () => void {
    this.#database.exec('SAVEPOINT work');
    try {
      const value = work();
      this.#database.exec('RELEASE work');
      return () => resolve(value);
    } catch (error) {
      const failure = storeError(this.#path, error);
      // A full disk, say, fails the whole transaction, whether or not SQLite has ended it already.
      if (failure instanceof StoreError) throw error;
      this.#database.exec('ROLLBACK TO work; RELEASE work');
      return () => reject(failure);
    }
  }
}
