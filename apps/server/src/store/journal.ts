import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What a sensor sends, as it came. */
export interface JournalBatch {
  readonly sensor: string;
  readonly sequence: number;
  /** SHA-256 of the body. */
  readonly hash: Uint8Array;
  readonly packets: number;
  readonly format: 'binary' | 'ndjson';
  /** Epoch ms of its latest packet. */
  readonly latest: number;
  readonly body: Uint8Array;
}

export interface KeptBatch {
  readonly position: number;
  readonly format: JournalBatch['format'];
  readonly body: Uint8Array;
  /** Whether what it led to is in the store. */
  readonly applied: 0 | 1;
}

export interface Sensor {
  readonly name: string;
  /** Of the last batch that was taken. */
  readonly sequence: number;
  /** Epoch ms by the clock on the wall. */
  readonly seen: number;
  readonly packets: number;
}

/** Batches of a sensor that are known again when they come twice. */
const REMEMBERED = 64;

/**
 * Batches of packets: those that were acknowledged but not yet judged, and those that the windows of running flows are made
 * of, so that a server that was killed goes on where it was.
 */
export class Journal {
  readonly #statements: Readonly<Record<'sensor' | 'sensors' | 'saveSensor' | 'batch' | 'save' | 'forget' | 'applied' | 'kept' | 'age' | 'bytes' | 'oldest' | 'drop', StatementSync>>;

  constructor(database: DatabaseSync) {
    this.#statements = {
      sensor: database.prepare('SELECT name, sequence, seen, packets FROM sensors WHERE name = ?'),
      sensors: database.prepare('SELECT name, sequence, seen, packets FROM sensors ORDER BY seen DESC LIMIT ?'),
      saveSensor: database.prepare('INSERT INTO sensors (name, sequence, seen, packets) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO UPDATE SET sequence = ?2, seen = ?3, packets = packets + ?4'),
      batch: database.prepare('SELECT hash FROM batches WHERE sensor = ? AND sequence = ?'),
      save: database.prepare('INSERT INTO batches (sensor, sequence, hash, packets, format, latest, body) VALUES (?, ?, ?, ?, ?, ?, ?)'),
      forget: database.prepare('DELETE FROM batches WHERE sensor = ? AND sequence <= ? AND body IS NULL'),
      applied: database.prepare('UPDATE batches SET applied = 1 WHERE position = ?'),
      kept: database.prepare('SELECT position, format, body, applied FROM batches WHERE body IS NOT NULL AND position > ? ORDER BY position LIMIT 1'),
      age: database.prepare('UPDATE batches SET body = NULL WHERE body IS NOT NULL AND applied = 1 AND latest < ?'),
      bytes: database.prepare('SELECT coalesce(sum(length(body)), 0) AS bytes FROM batches WHERE body IS NOT NULL AND applied = 1'),
      oldest: database.prepare('SELECT position, length(body) AS bytes FROM batches WHERE body IS NOT NULL AND applied = 1 ORDER BY position LIMIT 64'),
      drop: database.prepare('UPDATE batches SET body = NULL WHERE position = ?'),
    };
  }

  sensor(name: string): Sensor | null {
    return (this.#statements.sensor.get(name) as Sensor | undefined) ?? null;
  }

  /** Those heard of last. */
  sensors(most: number): Sensor[] {
    return this.#statements.sensors.all(most) as unknown as Sensor[];
  }

  /** Hash of a batch that was taken lately; null if it is not known (any more). */
  hashOf(sensor: string, sequence: number): Uint8Array | null {
    return (this.#statements.batch.get(sensor, sequence) as { hash: Uint8Array } | undefined)?.hash ?? null;
  }

  /** Within a transaction. @param now epoch ms by the clock on the wall @returns its position */
  add({ sensor, sequence, hash, packets, format, latest, body }: JournalBatch, now: number): number {
    const { lastInsertRowid } = this.#statements.save.run(sensor, sequence, hash, packets, format, Math.ceil(latest), body);
    this.#statements.saveSensor.run(sensor, sequence, now, packets);
    this.#statements.forget.run(sensor, sequence - REMEMBERED);
    return Number(lastInsertRowid);
  }

  /** Within the transaction that keeps what the batch led to. */
  markApplied(position: number): void {
    this.#statements.applied.run(position);
  }

  /** Bodies that are kept, oldest first, one at a time. */
  *kept(): Generator<KeptBatch, void, undefined> {
    for (let position = -1; ; ) {
      const batch = this.#statements.kept.get(position) as KeptBatch | undefined;
      if (!batch) return;
      yield batch;
      position = batch.position;
    }
  }

  /** Lets go of bodies that no window needs any more. Within a transaction. @param before epoch ms of the traffic @param mostBytes of all others */
  prune(before: number, mostBytes: number): void {
    this.#statements.age.run(before);
    let { bytes } = this.#statements.bytes.get() as { bytes: number };
    while (bytes > mostBytes) {
      const oldest = this.#statements.oldest.all() as { position: number; bytes: number }[];
      if (oldest.length === 0) return;
      for (const each of oldest) {
        if (bytes <= mostBytes) break;
        this.#statements.drop.run(each.position);
        bytes -= each.bytes;
      }
    }
  }
}
