import type { JetStreamManager } from '@nats-io/jetstream';
import { lastStored, type StoredMessage } from '../nats/stored-message.ts';

/** Where a tap begins. */
export interface Beginning {
  readonly run: number;
  /** Something of this run is stored, beyond that the tap is there. */
  readonly resumed: boolean;
  /** An earlier run, of another file or read otherwise, did not end: its packets count as well. */
  readonly leaves: boolean;
  /** For each partition the sequence number of its last message that is stored in this run; 0 if none is. */
  readonly stored: readonly number[];
  /** For each partition the tap's last message, of whatever run; null if there is none. */
  readonly last: readonly (StoredMessage | null)[];
}

/**
 * Where the tap goes on: in its last run, if that did not end and read the same; else it begins a new one. A worker purges what it has taken
 * up to the last message of each tap, so that this one can always be asked for.
 * @param fingerprint of what the tap reads and how
 */
export async function findBeginning(manager: JetStreamManager, tap: string, partitions: number, fingerprint: Uint8Array): Promise<Beginning> {
  const last = await Promise.all(Array.from({ length: partitions }, (_, partition) => lastStored(manager, partition, tap)));
  // Where all is forgotten, workers may still remember runs: the clock gives a number above theirs.
  const run = last.reduce((most, message) => Math.max(most, message?.header.run ?? 0), 0) || Math.floor(Date.now() / 1000) - 1;
  const ofRun = last.map((message) => (message?.header.run === run ? message : null));
  const some = ofRun.filter((message) => message !== null);
  const same = some.every(({ header }) => Buffer.compare(header.fingerprint, fingerprint) === 0);
  const goesOn = some.length > 0 && same && ofRun.some((message) => !message?.ended);
  const stored = ofRun.map((message) => (goesOn ? (message?.header.sequence ?? 0) : 0));
  const leaves = !goesOn && some.some(({ header, ended }) => header.finite && !ended && header.sequence > 1);
  return { run: goesOn ? run : run + 1, leaves, resumed: stored.some((sequence, partition) => sequence > (partition === 0 ? 1 : 0)), last, stored };
}
