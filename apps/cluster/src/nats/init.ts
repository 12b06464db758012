import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { Objm } from '@nats-io/obj';
import { millis, type NatsConnection } from '@nats-io/transport-node';
import { LEASES_BUCKET, PACKETS_STREAM, PARTITIONS_BUCKET, SNAPSHOTS_STORE } from '../subjects.ts';
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
  /** What is otherwise than asked for, and stays so, in words. */
  readonly differences: readonly string[];
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
  return { made, partitions: settings.partitions, differences: await differencesOf(manager, settings) };
}

/** Streams are as the first init made them. */
async function differencesOf(manager: JetStreamManager, settings: ClusterSettings): Promise<string[]> {
  const { config } = await manager.streams.info(PACKETS_STREAM);
  const leases = await manager.streams.info(`KV_${LEASES_BUCKET}`);
  return [
    ['--max-size', config.max_bytes / 1e9, settings.maxBytes / 1e9], ['--replicas', config.num_replicas, settings.replicas],
    ['--storage', config.storage, storageType(settings)], ['--lease', millis(leases.config.max_age) / 1000, settings.leaseTime / 1000],
  ].flatMap(([what, found, expected]) => (found === expected ? [] : [`${what}: found ${found}, not ${expected}`]));
}

function demand(found: Pick<ClusterSettings, 'partitions'>, { partitions }: ClusterSettings): void {
  if (found.partitions !== partitions) {
    throw new NatsError(`found a server with ${found.partitions} partitions, expected ${partitions}: the number decides where flows go and stays as it is`);
  }
}
