import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Up to where events that are told elsewhere are in the history: in the transaction that keeps the events, so that none is missing and none twice. */
export class Positions {
  readonly #of: StatementSync;
  readonly #reach: StatementSync;

  constructor(database: DatabaseSync) {
    this.#of = database.prepare('SELECT position FROM positions WHERE log = ?');
    this.#reach = database.prepare('INSERT INTO positions (log, position) VALUES (?1, ?2) ON CONFLICT (log) DO UPDATE SET position = ?2');
  }

  /** Null if nothing of this log is in the history. */
  of(log: string): number | null {
    return (this.#of.get(log) as { position: number } | undefined)?.position ?? null;
  }

  /** Within the transaction that keeps what is told there. */
  reach(log: string, position: number): void {
    this.#reach.run(log, position);
  }
}
