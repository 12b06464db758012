import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { NewVerdict } from './verdict-history.ts';
import type { Store } from './store.ts';

/** A verdict on a flow of an upload. @see NewVerdict */
export interface UploadVerdict extends Pick<NewVerdict, 'time' | 'flow' | 'verdict'> {
  /** What is sent, to be kept as JSON. */
  readonly line: object;
}

/** Captures that were uploaded. */
export class CaptureHistory {
  readonly #begin: StatementSync;
  readonly #end: StatementSync;

  constructor(database: DatabaseSync) {
    this.#begin = database.prepare('INSERT INTO captures (recorded, name) VALUES (?, ?)');
    this.#end = database.prepare('UPDATE captures SET bytes = ?, error = ? WHERE id = ?');
  }

  /** Within a transaction. @param recorded epoch ms */
  begin(name: string, recorded: number): number {
    return Number(this.#begin.run(recorded, name).lastInsertRowid);
  }

  /** Within a transaction. */
  end(id: number, bytes: number, error: string | null): void {
    this.#end.run(bytes, error, id);
  }
}

/** Keeps the verdicts on one upload: each before it is sent. */
export class Upload {
  /** Number of the upload in the history. */
  readonly id: number;
  readonly #store: Store;

  constructor(store: Store, id: number) {
    this.#store = store;
    this.id = id;
  }

  /** @returns once they are on the disk @throws StoreError */
  record(verdicts: readonly UploadVerdict[]): Promise<void> {
    return this.#store.write(() => {
      const recorded = this.#store.now();
      for (const { time, flow, verdict, line } of verdicts) this.#store.verdicts.add({ time, capture: this.id, flow, verdict, line: JSON.stringify(line) }, recorded);
    });
  }

  /** @param bytes of the upload, as sent @param error what was wrong with it @throws StoreError */
  end(bytes: number, error: string | null): Promise<void> {
    return this.#store.write(() => this.#store.captures.end(this.id, bytes, error));
  }
}
