import { jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import type { OwnerCounts } from '../questions/questions.ts';
import { LEASES_BUCKET, PACKETS_STREAM, partitionKey } from '../subjects.ts';
import { PartitionPointers } from '../work/partition-pointer.ts';

/** How a partition stands. */
export interface PartitionState {
  readonly partition: number;
  /** The worker that has its lease; null: none does. */
  readonly owner: string | null;
  /** Messages of taps that wait for it. */
  readonly lag: number | null;
  /** Flows followed and packets that taps dropped; null where there is nobody to ask. */
  readonly flows: number | null;
  readonly lost: number | null;
  /** Seconds since its flow table was stored; null: it never was. */
  readonly snapshotAge: number | null;
}

/** @param counted what owners have answered, by partition @throws what the server or the connection says */
export async function partitionStates(connection: NatsConnection, partitions: number, counted: ReadonlyMap<number, OwnerCounts>): Promise<PartitionState[]> {
  const [leases, pointers, waiting] = await Promise.all([new Kvm(connection).open(LEASES_BUCKET), PartitionPointers.open(connection), storedMessages(connection)]);
  return Promise.all(Array.from({ length: partitions }, async (_, partition): Promise<PartitionState> => {
    const [lease, pointer] = await Promise.all([leases.get(partitionKey(partition)), pointers.read(partition)]);
    const counts = counted.get(partition);
    const held = lease !== null && lease.operation === 'PUT';
    return {
      partition,
      owner: held ? lease.json<{ readonly worker: string }>().worker : null,
      // Without an owner everything that is stored waits for the next one.
      lag: counts?.waiting ?? waiting.get(partition) ?? 0,
      flows: counts?.followed ?? null,
      lost: counts?.lost ?? pointer?.state.lost ?? null,
      snapshotAge: pointer === null || pointer.state.object === null ? null : Math.max(0, (Date.now() - pointer.stored.getTime()) / 1000),
    };
  }));
}

/** Messages of each partition that no snapshot stands for as yet. */
async function storedMessages(connection: NatsConnection): Promise<ReadonlyMap<number, number>> {
  const { state } = await (await jetstreamManager(connection)).streams.info(PACKETS_STREAM, { subjects_filter: 'tunnelscope.packets.>' });
  const stored = new Map<number, number>();
  for (const [subject, messages] of Object.entries(state.subjects ?? {})) {
    const partition = Number(subject.split('.')[2]);
    stored.set(partition, (stored.get(partition) ?? 0) + messages);
  }
  return stored;
}
