import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { compareAndSet } from '../nats/compare-and-set.ts';
import { PARTITIONS_BUCKET, partitionKey } from '../subjects.ts';
import type { PartitionSummary } from './partition-function.ts';

const TIMEOUT = 2000; // ms

/** How far a partition is: what its next owner begins with. */
export interface PartitionState extends PartitionSummary {
  /** Who moved it there: worker and lease. */
  readonly owner: string;
  /** Name of the snapshot; null before the first one. */
  readonly object: string | null;
  /** Stream sequence of the last message that it has taken in. */
  readonly sequence: number;
  /** Events that these messages have led to. */
  readonly events: number;
  /** Bytes of the snapshot. */
  readonly bytes: number;
  /** When it was stored, ISO 8601 by the worker's clock: for people to read; null before the first one. */
  readonly stored: string | null;
}

/** Before the first message. */
export const NO_STATE: Omit<PartitionState, 'owner'> = { object: null, sequence: 0, events: 0, bytes: 0, stored: null, flows: 0, packets: 0, lost: 0, late: 0, now: null };

/** Where each partition's state is, in the bucket of partitions. */
export class PartitionPointers {
  readonly #bucket: KV;

  private constructor(bucket: KV) {
    this.#bucket = bucket;
  }

  static async open(connection: NatsConnection): Promise<PartitionPointers> {
    return new PartitionPointers(await new Kvm(connection).open(PARTITIONS_BUCKET));
  }

  /** @returns the state, and the revision to move it from; null if the partition has none yet */
  async read(partition: number): Promise<{ readonly state: PartitionState; readonly revision: number } | null> {
    const entry = await this.#bucket.get(partitionKey(partition));
    return entry && { state: JSON.parse(entry.string()) as PartitionState, revision: entry.revision };
  }

  /** @param revision as it was read; 0: there was none @returns the new revision; null if somebody else has moved it since */
  move(partition: number, state: PartitionState, revision: number): Promise<number | null> {
    return compareAndSet(this.#bucket, partitionKey(partition), JSON.stringify(state), revision, TIMEOUT);
  }
}
