import type { NatsConnection } from '@nats-io/transport-node';
import { Kvm } from '@nats-io/kv';
import { DEFAULT_PARTITIONS } from '../partition.ts';
import { PARTITIONS_BUCKET } from '../subjects.ts';
import { isStreamMissing } from './api-error.ts';
import { NatsError } from './nats-error.ts';

/** What streams and buckets are made with. */
export interface ClusterSettings {
  /** Cannot be changed later: it decides where flows go. */
  readonly partitions: number;
  /** Bytes that packets may take before taps must wait or drop. */
  readonly maxBytes: number;
  /** Servers that hold each message: 1, 3 or 5. */
  readonly replicas: number;
  readonly storage: 'file' | 'memory';
  /** Milliseconds after which what a worker owned is free, if it says no more. */
  readonly leaseTime: number;
}

export const DEFAULT_SETTINGS: ClusterSettings = { partitions: DEFAULT_PARTITIONS, maxBytes: 4 * 2 ** 30, replicas: 1, storage: 'file', leaseTime: 5000 };

/** One worker must be able to read them all, over one connection. */
export const MAX_PARTITIONS = 256;

/** Under this key in the bucket of partitions: what taps and workers must agree on. */
export const SETTINGS_KEY = 'settings';

/** Of the form of {@link StoredSettings}. */
export const SETTINGS_VERSION = 1;

interface StoredSettings {
  readonly version: number;
  readonly partitions: number;
}

/** @returns what the server was made ready with; null if it was not @throws NatsError if a newer version did it, or they make no sense */
export async function findSettings(connection: NatsConnection): Promise<Pick<ClusterSettings, 'partitions'> | null> {
  const bucket = await new Kvm(connection).open(PARTITIONS_BUCKET);
  const entry = await bucket.get(SETTINGS_KEY).catch((error: unknown) => {
    if (isStreamMissing(error)) return null;
    throw error;
  });
  if (entry === null) return null;
  const text = entry.string();
  const { version, partitions } = parse(text);
  if (version !== SETTINGS_VERSION) throw new NatsError(`key ${SETTINGS_KEY} in bucket ${PARTITIONS_BUCKET}: found version ${version}, expected ${SETTINGS_VERSION}: another version of this program made it`);
  if (!(Number.isSafeInteger(partitions) && partitions >= 1 && partitions <= MAX_PARTITIONS)) throw new NatsError(`key ${SETTINGS_KEY} in bucket ${PARTITIONS_BUCKET}: found ${text}, expected 1 to ${MAX_PARTITIONS} partitions`);
  return { partitions };
}

/** @throws NatsError if nobody has made the server ready, or a newer version has */
export async function readSettings(connection: NatsConnection): Promise<Pick<ClusterSettings, 'partitions'>> {
  const settings = await findSettings(connection);
  if (settings === null) throw new NatsError(`the server has no key ${SETTINGS_KEY} in bucket ${PARTITIONS_BUCKET}: run tunnelscope nats init first`);
  return settings;
}

function parse(text: string): StoredSettings {
  try {
    return JSON.parse(text) as StoredSettings;
  } catch {
    throw new NatsError(`key ${SETTINGS_KEY} in bucket ${PARTITIONS_BUCKET}: found ${JSON.stringify(text.slice(0, 100))}, expected JSON`);
  }
}
