import type { JetStreamManager } from '@nats-io/jetstream';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastStored } from '../nats/stored-message.ts';

/** The server is asked this often. */
const AGAIN = 250; // ms

/**
 * Waits until other taps are there in all partitions: they have begun and not ended, or ended after this tap was there.
 * @param tap this one, which has said so in all partitions
 * @param tell hears which taps are waited for
 */
export async function waitForTaps(manager: JetStreamManager, tap: string, others: readonly string[], partitions: number, tell: (message: string) => void, signal: AbortSignal): Promise<void> {
  let told = false;
  for (const other of others) {
    for (let partition = 0; partition < partitions && !signal.aborted; ) {
      const [own, found] = await Promise.all([lastStored(manager, partition, tap), lastStored(manager, partition, other)]);
      if (found && (!found.ended || found.streamSequence > (own?.streamSequence ?? Infinity))) {
        partition++;
        continue;
      }
      if (!told) tell(`waiting for ${others.join(', ')}`);
      told = true;
      await sleep(AGAIN, undefined, { signal }).catch(() => {});
    }
  }
}
