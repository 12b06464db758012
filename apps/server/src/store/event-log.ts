import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Something that happened to a flow. */
export interface NewEvent {
  readonly kind: string;
  readonly flow: string;
  /** JSON. */
  readonly line: string;
}

export interface StoredEvent extends NewEvent {
  /** Ascends by 1 from one event to the next; never used twice, whatever is deleted. */
  readonly id: number;
}

/** Everything that was sent to those who follow events, in order. */
export class EventLog {
  readonly #add: StatementSync;
  readonly #after: StatementSync;
  readonly #first: StatementSync;
  readonly #last: StatementSync;
  readonly #lastOf: StatementSync;

  constructor(database: DatabaseSync) {
    this.#add = database.prepare('INSERT INTO events (recorded, kind, flow, line) VALUES (?, ?, ?, ?)');
    this.#after = database.prepare('SELECT id, kind, flow, line FROM events WHERE id > ? ORDER BY id LIMIT ?');
    this.#first = database.prepare('SELECT min(id) AS id FROM events');
    this.#last = database.prepare("SELECT seq AS id FROM sqlite_sequence WHERE name = 'events'");
    this.#lastOf = database.prepare('SELECT id, kind, flow, line FROM events WHERE flow = ? ORDER BY id DESC LIMIT 1');
  }

  /** Within a transaction. @param recorded epoch ms */
  add({ kind, flow, line }: NewEvent, recorded: number): StoredEvent {
    const { lastInsertRowid } = this.#add.run(recorded, kind, flow, line);
    return { id: Number(lastInsertRowid), kind, flow, line };
  }

  /** Oldest first. */
  after(id: number, most: number): StoredEvent[] {
    return this.#after.all(id, most) as unknown as StoredEvent[];
  }

  /** Of the oldest that is kept; one more than `last` if there is none. */
  get first(): number {
    return (this.#first.get() as { id: number | null }).id ?? this.last + 1;
  }

  /** Of the latest that there ever was; 0 before the first. */
  get last(): number {
    return (this.#last.get() as { id: number } | undefined)?.id ?? 0;
  }

  /** What happened last to a flow, as far as it is kept. */
  lastOf(flow: string): StoredEvent | null {
    return (this.#lastOf.get(flow) as StoredEvent | undefined) ?? null;
  }
}
