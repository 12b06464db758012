import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

export interface NewVerdict {
  /** Epoch ms of the traffic. */
  readonly time: number;
  /** The upload that it is of; null: of a live flow. */
  readonly capture: number | null;
  /** Identifier of the flow. */
  readonly flow: string;
  readonly verdict: string;
  /** JSON. */
  readonly line: string;
}

export interface StoredVerdict extends NewVerdict {
  readonly id: number;
  /** Epoch ms by the clock on the wall. */
  readonly recorded: number;
  /** Name of the upload. */
  readonly captureName: string | null;
}

/** Conditions that all hold; what is left out does not matter. */
export interface VerdictQuery {
  readonly flow?: string | undefined;
  readonly verdict?: string | undefined;
  readonly source?: 'live' | 'upload' | undefined;
  readonly capture?: number | undefined;
  /** Epoch ms, by the clock on the wall: recorded ≥ from, < to. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Only what was recorded before this one. */
  readonly before?: number | undefined;
  readonly most: number;
}

const SELECT = 'SELECT v.id, v.recorded, v.time, v.capture, v.flow, v.verdict, v.line, c.name AS captureName FROM verdicts v LEFT JOIN captures c ON c.id = v.capture';

/** Verdicts as they were given. */
export class VerdictHistory {
  readonly #database: DatabaseSync;
  readonly #add: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#add = database.prepare('INSERT INTO verdicts (recorded, time, capture, flow, verdict, line) VALUES (?, ?, ?, ?, ?, ?)');
  }

  /** Within a transaction. @param recorded epoch ms */
  add({ time, capture, flow, verdict, line }: NewVerdict, recorded: number): void {
    this.#add.run(recorded, Math.round(time), capture, flow, verdict, line);
  }

  /** Newest first. */
  find({ flow, verdict, source, capture, from, to, before, most }: VerdictQuery): StoredVerdict[] {
    const conditions: string[] = [];
    const values: SQLInputValue[] = [];
    const where = (condition: string, value: SQLInputValue | undefined) => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    };
    where('v.flow = ?', flow);
    where('v.verdict = ?', verdict);
    where('v.capture = ?', capture);
    where('v.recorded >= ?', from);
    where('v.recorded < ?', to);
    where('v.id < ?', before);
    if (source !== undefined) conditions.push(source === 'live' ? 'v.capture IS NULL' : 'v.capture IS NOT NULL');
    const clause = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
    return this.#database.prepare(`${SELECT}${clause} ORDER BY v.id DESC LIMIT ?`).all(...values, most) as unknown as StoredVerdict[];
  }
}
