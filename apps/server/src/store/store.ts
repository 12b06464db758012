import { createHmac } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { openDatabase } from './database.ts';
import { EventLog } from './event-log.ts';
import { FlowHistory } from './flow-history.ts';
import { GroupCommit } from './group-commit.ts';
import { Journal } from './journal.ts';
import { pragma } from './migrations.ts';
import { Positions } from './positions.ts';
import { DEFAULT_RETENTION, deleteHistory, type Retention, usedBytes } from './retention.ts';
import { CaptureHistory, Upload } from './upload.ts';
import { VerdictHistory } from './verdict-history.ts';

export interface StoreOptions {
  /** File; `:memory:` for a store that ends with the process. */
  readonly path: string;
  readonly retention?: Partial<Retention>;
  /** Epoch ms by the clock on the wall. */
  readonly now?: () => number;
}

/** Pages given back to the system in one turn, and in how many turns: more would stop everything else for too long. */
const VACUUM_PAGES = 512;
const VACUUM_TURNS = 8;

/** What the service remembers. What `write` returned from is on the disk. */
export class Store {
  readonly path: string;
  readonly now: () => number;
  readonly events: EventLog;
  readonly verdicts: VerdictHistory;
  readonly flows: FlowHistory;
  readonly captures: CaptureHistory;
  readonly journal: Journal;
  readonly positions: Positions;
  readonly #database: DatabaseSync;
  #name: string | null = null;
  readonly #lock: DatabaseSync | null;
  readonly #commit: GroupCommit;
  readonly #retention: Retention;

  /** @throws StoreError if the file cannot be opened, is another program's, or is in use by another server */
  constructor({ path, retention = {}, now = Date.now }: StoreOptions) {
    const { database, lock } = openDatabase(path);
    this.path = path;
    this.now = now;
    this.#database = database;
    this.#lock = lock;
    this.#retention = { ...DEFAULT_RETENTION, ...retention };
    this.#commit = new GroupCommit(database, path);
    this.events = new EventLog(database);
    this.verdicts = new VerdictHistory(database);
    this.flows = new FlowHistory(database);
    this.captures = new CaptureHistory(database);
    this.journal = new Journal(database);
    this.positions = new Positions(database);
  }

  /** Bytes of what is kept. */
  get bytes(): number {
    return usedBytes(this.#database);
  }

  /** The key that names of masked addresses are made with: 32 bytes, the same as long as the file lives. */
  secret(): Uint8Array {
    return (this.#database.prepare("SELECT value FROM secrets WHERE name = 'mask'").get() as { value: Uint8Array }).value;
  }

  /** A name that no other history has, and that tells nothing of what is in it. */
  get name(): string {
    this.#name ??= createHmac('sha256', this.secret()).update('history').digest('hex').slice(0, 16);
    return this.#name;
  }

  /**
   * @param work what reads and writes; all of it is kept or nothing
   * @returns what it returned, once it is on the disk
   * @throws StoreError
   */
  write<Result>(work: () => Result): Promise<Result> {
    return this.#commit.write(work);
  }

  /** @param name of the capture, as the caller gave it @throws StoreError */
  async beginUpload(name: string): Promise<Upload> {
    return new Upload(this, await this.write(() => this.captures.begin(name, this.now())));
  }

  /**
   * Deletes what is too old or too much, a little in each turn, so that what else is read and written comes in between.
   * @param signal ends it before all is deleted @returns rows that were deleted @throws StoreError
   */
  async retain(signal?: AbortSignal): Promise<number> {
    let deleted = 0;
    for (let more = true; more && !signal?.aborted; ) {
      const turn = await this.write(() => deleteHistory(this.#database, this.#retention, this.now()));
      deleted += turn.deleted;
      more = turn.more;
    }
    for (let turn = 0; turn < VACUUM_TURNS && !signal?.aborted && pragma(this.#database, 'freelist_count') > 0; turn++) {
      this.#database.exec(`PRAGMA incremental_vacuum(${VACUUM_PAGES})`);
      await setImmediate();
    }
    return deleted;
  }

  /** Writes what waits, and closes the file. */
  close(): void {
    this.#commit.flush();
    this.#database.close();
    this.#lock?.close();
  }
}
