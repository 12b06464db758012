import { DiscardPolicy, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { PACKETS_STREAM, REFUSED_STREAM, VERDICTS_STREAM } from '../subjects.ts';
import type { ClusterSettings } from './settings.ts';

const DAY = 86_400_000; // ms

/** Within it a message that is sent twice is stored once: longer than a tap's retries take. */
const DUPLICATE_WINDOW = 120_000; // ms

/** The streams, as they are made. */
export function streamConfigs(settings: ClusterSettings): (Partial<StreamConfig> & Pick<StreamConfig, 'name'>)[] {
  const all = {
    retention: RetentionPolicy.Limits,
    storage: storageType(settings),
    num_replicas: settings.replicas,
    duplicate_window: nanos(DUPLICATE_WINDOW),
    allow_direct: true,
  };
  return [
    // Full: refused, so that a tap knows; the oldest would be lost without a word.
    { ...all, name: PACKETS_STREAM, subjects: ['tunnelscope.packets.*.*'], discard: DiscardPolicy.New, max_bytes: settings.maxBytes },
    { ...all, name: VERDICTS_STREAM, subjects: ['tunnelscope.verdicts.*'], discard: DiscardPolicy.Old, max_bytes: Math.ceil(settings.maxBytes / 4), max_age: nanos(7 * DAY) },
    { ...all, name: REFUSED_STREAM, subjects: ['tunnelscope.refused.*'], discard: DiscardPolicy.Old, max_bytes: Math.ceil(settings.maxBytes / 16), max_age: nanos(30 * DAY) },
  ];
}

export function storageType({ storage }: Pick<ClusterSettings, 'storage'>): StorageType {
  return storage === 'file' ? StorageType.File : StorageType.Memory;
}
