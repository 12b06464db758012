import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { compareAndSet } from '../nats/compare-and-set.ts';
import { PARTITIONS_BUCKET, partitionKey } from '../subjects.ts';
import type { PartitionSummary } from './partition-function.ts';

const TIMEOUT = 2000; // ms

/** What a state stands on, besides the messages. */
export interface StateBasis {
  /** When the stream of packets was made, ISO 8601: sequences are of that one. Null before the first message. */
  readonly stream: string | null;
  /** Model and options that events depend on; null before the first message. */
  readonly settings: string | null;
}

/** How far a partition is: what its next owner begins with. */
export interface PartitionState extends PartitionSummary, StateBasis {
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
  /** Workers that have left it to others since, one after another, for want of its settings. */
  readonly declined: number;
}

/** Before the first message. */
export const NO_STATE: Omit<PartitionState, 'owner'> = { object: null, sequence: 0, events: 0, bytes: 0, stored: null, stream: null, settings: null, declined: 0, flows: 0, packets: 0, lost: 0, late: 0, now: null };

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
    return entry && { state: { ...NO_STATE, ...(JSON.parse(entry.string()) as PartitionState) }, revision: entry.revision };
  }

  /** @param revision as it was read; 0: there was none @returns the new revision; null if somebody else has moved it since */
  move(partition: number, state: PartitionState, revision: number): Promise<number | null> {
    return compareAndSet(this.#bucket, partitionKey(partition), JSON.stringify(state), revision, TIMEOUT);
  }
}
