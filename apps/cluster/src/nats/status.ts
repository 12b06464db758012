import { AckPolicy, DeliverPolicy, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { PACKETS_STREAM, partitionSubjects, REFUSED_STREAM, SNAPSHOTS_STORE, VERDICTS_STREAM } from '../subjects.ts';
import { heldKeys, openLeases } from '../work/lease.ts';
import { clusterView } from '../work/membership.ts';
import { type PartitionPlace, partitionPlaces } from './partition-places.ts';
import { readSettings } from './settings.ts';

export interface ClusterStatus {
  readonly streams: readonly StreamStatus[];
  readonly partitions: readonly PartitionStatus[];
  /** Names of the workers that share evenly, and of those with partitions of their own. */
  readonly workers: readonly string[];
  readonly fixedWorkers: readonly string[];
  /** Messages that no worker could understand, as far as they are kept. */
  readonly refused: number;
}

export interface StreamStatus {
  readonly name: string;
  readonly messages: number;
  readonly bytes: number;
  /** Bytes it may have; null: as many as there is space for. */
  readonly limit: number | null;
}

export interface PartitionStatus {
  readonly partition: number;
  /** Worker that has it; null if nobody does. */
  readonly owner: string | null;
  /** Messages that came after the last snapshot: what a new owner would have to take in. */
  readonly lag: number;
  /** As of that snapshot, as all that follow. */
  readonly flows: number;
  readonly packets: number;
  /** Packets that taps dropped. */
  readonly lostPackets: number;
  /** Seconds; null before the first one. */
  readonly snapshotAge: number | null;
}

/** @throws NatsError if the server was not made ready; the server's error if it refuses */
export async function status(connection: NatsConnection): Promise<ClusterStatus> {
  const { partitions } = await readSettings(connection);
  const manager = await jetstreamManager(connection);
  const { workers, fixedWorkers } = clusterView(await heldKeys(await openLeases(connection)));
  const places = await partitionPlaces(connection, partitions);
  const streams = await Promise.all([PACKETS_STREAM, VERDICTS_STREAM, REFUSED_STREAM, `OBJ_${SNAPSHOTS_STORE}`].map((name) => streamStatus(manager, name)));
  const one = async ({ partition, owner, state, snapshotAge }: PartitionPlace): Promise<PartitionStatus> => ({
    partition,
    owner,
    lag: await messagesAfter(manager, partition, state?.sequence ?? 0),
    flows: state?.flows ?? 0,
    packets: state?.packets ?? 0,
    lostPackets: state?.lost ?? 0,
    snapshotAge,
  });
  return {
    streams,
    partitions: await Promise.all(places.map(one)),
    workers,
    fixedWorkers,
    refused: streams.find(({ name }) => name === REFUSED_STREAM)!.messages,
  };
}

async function streamStatus(manager: JetStreamManager, name: string): Promise<StreamStatus> {
  const { state, config } = await manager.streams.info(name);
  return { name, messages: state.messages, bytes: state.bytes, limit: config.max_bytes > 0 ? config.max_bytes : null };
}

/** The server counts them for a consumer that would begin there. */
async function messagesAfter(manager: JetStreamManager, partition: number, sequence: number): Promise<number> {
  const { name, num_pending } = await manager.consumers.add(PACKETS_STREAM, {
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: sequence + 1,
    filter_subject: partitionSubjects(partition),
    inactive_threshold: nanos(5000),
    mem_storage: true,
    num_replicas: 1,
  });
  await manager.consumers.delete(PACKETS_STREAM, name);
  return num_pending;
}
