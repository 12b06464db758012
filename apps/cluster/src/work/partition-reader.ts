import type { ConsumerMessages, JetStreamClient } from '@nats-io/jetstream';
import { PACKETS_STREAM, partitionSubjects } from '../subjects.ts';

/** Messages of ≤ 64 kB on their way or waiting, for all partitions: the server cuts a connection off that is 64 MB behind. */
const AHEAD = 512;
const LEAST_AHEAD = 2;
const MOST_AHEAD = 32;
/**
 * The server is asked again after so long; where it says nothing for as long, the consumer is looked for and made again. So long the
 * library also waits where a server that has just come back does not answer yet.
 */
const EXPIRES = 1000; // ms

/** The server forgets a consumer that nobody has asked for so long. */
const INACTIVE = 60_000; // ms

export interface PartitionReader {
  /** Ends once it is told to stop, or the connection is closed. */
  readonly messages: ConsumerMessages;
  close(): Promise<void>;
}

/**
 * Messages of a partition, in order and without a gap, whatever happens to the connection: an ordered consumer, which the library makes
 * again where it left off. It needs no acknowledgement; what was taken is purged.
 * @param partitions how many may be read at the same time, over one connection
 * @param after stream sequence of the last message that is not wanted; 0: from the beginning
 */
export async function readPartition(client: JetStreamClient, partition: number, partitions: number, after: number): Promise<PartitionReader> {
  const consumer = await client.consumers.get(PACKETS_STREAM, { filter_subjects: partitionSubjects(partition), opt_start_seq: after + 1, inactive_threshold: INACTIVE });
  const ahead = Math.max(LEAST_AHEAD, Math.min(MOST_AHEAD, Math.floor(AHEAD / partitions)));
  const messages = await consumer.consume({ max_messages: ahead, expires: EXPIRES });
  return {
    messages,
    close: async () => {
      messages.stop();
      await consumer.delete().catch(() => {});
    },
  };
}
