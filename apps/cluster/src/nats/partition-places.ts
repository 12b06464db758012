import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { LEASES_BUCKET, partitionKey } from '../subjects.ts';
import { PartitionPointers, type PartitionState } from '../work/partition-pointer.ts';

/** Where a partition is. */
export interface PartitionPlace {
  readonly partition: number;
  /** Worker that has its lease; null if nobody does. */
  readonly owner: string | null;
  /** As of its last snapshot; null if nobody has ever had it. */
  readonly state: PartitionState | null;
  /** Seconds since that snapshot; null before the first one. */
  readonly snapshotAge: number | null;
}

/** All partitions, ascending. @throws what the server or the connection says */
export async function partitionPlaces(connection: NatsConnection, partitions: number): Promise<PartitionPlace[]> {
  const [leases, pointers] = await Promise.all([new Kvm(connection).open(LEASES_BUCKET), PartitionPointers.open(connection)]);
  return Promise.all(Array.from({ length: partitions }, async (_, partition) => {
    const [lease, pointer] = await Promise.all([leases.get(partitionKey(partition)), pointers.read(partition)]);
    const state = pointer?.state ?? null;
    return {
      partition,
      // A key that was given away is a mark of that for a while.
      owner: lease?.operation === 'PUT' ? lease.json<{ readonly worker: string }>().worker : null,
      state,
      snapshotAge: state?.stored ? Math.max(0, (Date.now() - Date.parse(state.stored)) / 1000) : null,
    };
  }));
}
