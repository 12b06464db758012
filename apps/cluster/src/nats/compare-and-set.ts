import type { KV } from '@nats-io/kv';
import { isWrongSequence } from './api-error.ts';

/**
 * Writes a key if it is still as it was last seen. Where the answer to an earlier try was lost the key holds the value already, so
 * a value must be one that nobody else writes.
 * @param revision of the key as it was seen; 0: there was none @param timeout ms to wait for the answer
 * @returns the new revision; null if somebody else has written
 * @throws what the server or the connection says otherwise
 */
export async function compareAndSet(bucket: KV, key: string, value: string, revision: number, timeout: number): Promise<number | null> {
  try {
    return await bucket.put(key, value, { previousSeq: revision, timeout });
  } catch (error) {
    if (!isWrongSequence(error)) throw error;
    const found = await bucket.get(key);
    return found !== null && found.revision > revision && found.string() === value ? found.revision : null;
  }
}
