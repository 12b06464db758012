import { jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { Objm } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import { LEASES_BUCKET, PARTITIONS_BUCKET, SNAPSHOTS_STORE } from '../subjects.ts';
import { isStreamMissing } from './api-error.ts';
import { compareAndSet } from './compare-and-set.ts';
import { NatsError } from './nats-error.ts';
import { type ClusterSettings, findSettings, readSettings, SETTINGS_KEY, SETTINGS_VERSION } from './settings.ts';
import { storageType, streamConfigs } from './streams.ts';

const TIMEOUT = 5000; // ms

export interface InitResult {
  /** Names of what was not there; none when the server was ready already. */
  readonly made: readonly string[];
  readonly partitions: number;
}

/**
 * Makes a server ready for taps and workers. What is there already stays as it is, so a second run changes nothing, and one that was
 * interrupted can be run again.
 * @throws NatsError if the server is ready with another number of partitions; the server's own error if it refuses, as for want of space
 */
export async function init(connection: NatsConnection, settings: ClusterSettings): Promise<InitResult> {
  const manager = await jetstreamManager(connection);
  const before = await findSettings(connection);
  if (before !== null) demand(before, settings);
  const made: string[] = [];
  const missing = async (stream: string) => {
    const there = await manager.streams.info(stream).catch((error: unknown) => {
      if (isStreamMissing(error)) return null;
      throw error;
    });
    if (there === null) made.push(stream);
    return there === null;
  };
  for (const config of streamConfigs(settings)) {
    if (await missing(config.name)) await manager.streams.add(config);
  }
  const kept = { storage: storageType(settings), replicas: settings.replicas };
  const buckets = new Kvm(connection);
  if (await missing(`KV_${LEASES_BUCKET}`)) await buckets.create(LEASES_BUCKET, { ...kept, ttl: settings.leaseTime });
  if (await missing(`KV_${PARTITIONS_BUCKET}`)) await buckets.create(PARTITIONS_BUCKET, kept);
  if (await missing(`OBJ_${SNAPSHOTS_STORE}`)) await new Objm(connection).create(SNAPSHOTS_STORE, kept);
  // Last: whoever finds the settings finds all the rest.
  const stored = JSON.stringify({ version: SETTINGS_VERSION, partitions: settings.partitions });
  if (before === null) await compareAndSet(await buckets.open(PARTITIONS_BUCKET), SETTINGS_KEY, stored, 0, TIMEOUT);
  // Two may have begun at the same time.
  demand(await readSettings(connection), settings);
  return { made, partitions: settings.partitions };
}

function demand(found: Pick<ClusterSettings, 'partitions'>, { partitions }: ClusterSettings): void {
  if (found.partitions !== partitions) {
    throw new NatsError(`found a server with ${found.partitions} partitions, expected ${partitions}: the number decides where flows go and stays as it is`);
  }
}
