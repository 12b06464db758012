import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { type PartitionPlace, partitionPlaces } from '../nats/partition-places.ts';
import type { OwnerCounts } from '../questions/questions.ts';
import { PACKETS_STREAM } from '../subjects.ts';

/** How a partition stands. */
export interface PartitionState extends Pick<PartitionPlace, 'partition' | 'owner' | 'snapshotAge'> {
  /** Messages of taps that wait for its worker, or for one. */
  readonly lag: number;
  /** Flows followed; null where there is nobody to ask. Packets that taps dropped; null where nobody has ever known. */
  readonly flows: number | null;
  readonly lost: number | null;
}

/** @param counted what owners have answered, by partition @throws what the server or the connection says */
export async function partitionStates(connection: NatsConnection, partitions: number, counted: ReadonlyMap<number, OwnerCounts>): Promise<PartitionState[]> {
  const [places, stored] = await Promise.all([partitionPlaces(connection, partitions), storedMessages(connection)]);
  return places.map(({ partition, owner, state, snapshotAge }) => {
    const counts = counted.get(partition);
    // What no snapshot stands for waits for the next owner.
    return { partition, owner, lag: counts?.waiting ?? stored.get(partition) ?? 0, flows: counts?.followed ?? null, lost: counts?.lost ?? state?.lost ?? null, snapshotAge };
  });
}

/** Messages of each partition in the stream: those up to its snapshot are purged. */
async function storedMessages(connection: NatsConnection): Promise<ReadonlyMap<number, number>> {
  const { state } = await (await jetstreamManager(connection)).streams.info(PACKETS_STREAM, { subjects_filter: 'tunnelscope.packets.>' });
  const stored = new Map<number, number>();
  for (const [subject, messages] of Object.entries(state.subjects ?? {})) {
    const partition = Number(subject.split('.')[2]);
    stored.set(partition, (stored.get(partition) ?? 0) + messages);
  }
  return stored;
}
