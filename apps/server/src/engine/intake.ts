import { createHash } from 'node:crypto';
import { Problem } from '../problem/problem.ts';
import type { JournalBatch } from '../store/journal.ts';
import type { Store } from '../store/store.ts';
import { earliestTime, latestTime, type PushedBatch } from './wire/pushed-batch.ts';

/** What a sensor is told. */
export interface Acceptance {
  readonly sensor: string;
  readonly sequence: number;
  /** Packets taken in by this request: none of a batch that was taken before. */
  readonly packets: number;
  /** Packets that are older than what the running flows may still take: left out. */
  readonly late: number;
  readonly duplicate: boolean;
}

/** How far a sensor's clock may be ahead. */
const AHEAD = 60_000; // ms
/** Nobody pushes what is older: such times are seconds that were taken for milliseconds. */
const EARLIEST = Date.UTC(2000); // epoch ms

/**
 * Puts a batch into the journal, unless it is there.
 * @returns its position; null if it was taken before
 * @throws Problem if it is not the next one of its sensor; StoreError
 */
export function journalBatch(store: Store, batch: PushedBatch, format: JournalBatch['format'], body: Uint8Array): Promise<number | null> {
  const { sensor, sequence } = batch;
  const hash = createHash('sha256').update(body).digest();
  return store.write(() => {
    const known = store.journal.sensor(sensor);
    if (known && sequence <= known.sequence) {
      const before = store.journal.hashOf(sensor, sequence);
      if (before && hash.equals(before)) return null;
      throw outOfTurn(sensor, sequence, known.sequence + 1, before ? `another batch was taken under sequence ${sequence}` : 'that one was passed long ago');
    }
    if (known && sequence !== known.sequence + 1) throw outOfTurn(sensor, sequence, known.sequence + 1, 'batches in between are missing');
    const latest = batch.count === 0 ? 0 : latestTime(batch);
    return store.journal.add({ sensor, sequence, hash, packets: batch.count, format, latest, body }, store.now());
  });
}

/** @throws Problem if the sensor's clock is ahead of this computer's, or its times are no milliseconds */
export function checkClock(batch: PushedBatch, wall: number): void {
  const earliest = earliestTime(batch);
  if (earliest < EARLIEST) {
    throw new Problem(422, 'time-unit', 'The time of packets is none of this century', `found a packet of ${earliest} ms (${new Date(earliest).toISOString()}), expected milliseconds since 1970, ${EARLIEST} or more: are they seconds?`);
  }
  const latest = latestTime(batch);
  if (latest <= wall + AHEAD) return;
  throw new Problem(422, 'clock-ahead', 'The time of packets lies in the future', `found a packet of ${new Date(latest).toISOString()}, expected none after ${new Date(wall + AHEAD).toISOString()}: is the clock of ${batch.sensor} right?`);
}

function outOfTurn(sensor: string, sequence: number, expected: number, why: string): Problem {
  return new Problem(409, 'out-of-turn', 'The batch is not the next one of its sensor', `found sequence ${sequence} of ${sensor}, expected ${expected}: ${why}`, { members: { expectedSequence: expected } });
}
