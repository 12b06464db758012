import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { type LeaseBucket, openLeases } from './lease.ts';
import { PartitionPointers } from './partition-pointer.ts';
import { Purger } from './purger.ts';
import { SnapshotStore } from './snapshot-store.ts';

/** An answer that takes longer does not come: what was asked just before the server went away is asked again. */
const TIMEOUT = 2000; // ms

/** All of the server that a worker speaks to. */
export interface ServerParts {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly leases: LeaseBucket;
  readonly snapshots: SnapshotStore;
  readonly pointers: PartitionPointers;
  readonly purger: Purger;
}

/** @throws what the server says, as where it was not made ready */
export async function openParts(connection: NatsConnection): Promise<ServerParts> {
  const manager = await jetstreamManager(connection, { timeout: TIMEOUT });
  return {
    connection,
    client: jetstream(connection, { timeout: TIMEOUT }),
    manager,
    leases: await openLeases(connection),
    snapshots: await SnapshotStore.open(connection),
    pointers: await PartitionPointers.open(connection),
    purger: new Purger(manager),
  };
}
