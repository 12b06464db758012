import type { JetStreamManager } from '@nats-io/jetstream';
import { decodeMessage } from '../message/decode-message.ts';
import type { MessageHeader } from '../message/message.ts';
import { CLAIM_HEADER, packetsSubject, PACKETS_STREAM } from '../subjects.ts';
import { isStreamMissing } from './api-error.ts';
import { NatsError } from './nats-error.ts';

/** The last message that a tap has published of a partition. */
export interface StoredMessage {
  readonly header: MessageHeader;
  readonly bytes: Uint8Array;
  /** Number of the process that sent it; 0 if it has none. */
  readonly claim: number;
  /** The tap has said its last in this run. */
  readonly ended: boolean;
  /** Its place in the stream. */
  readonly streamSequence: number;
}

/**
 * Asks the server, and there the one that decides: another one may not know the last message yet.
 * @returns null if there is none @throws NatsError if the stream is missing, or something else is under that name
 */
export async function lastStored(manager: JetStreamManager, partition: number, tap: string): Promise<StoredMessage | null> {
  const subject = packetsSubject(partition, tap);
  const found = await manager.streams.getMessage(PACKETS_STREAM, { last_by_subj: subject }).catch((error: unknown) => {
    if (isStreamMissing(error)) throw new NatsError(`the server has no stream ${PACKETS_STREAM}: run tunnelscope nats init first`, { cause: error });
    throw error;
  });
  if (!found) return null;
  try {
    const { header, steps } = decodeMessage(found.data);
    return { header, bytes: found.data, claim: Number(found.header.get(CLAIM_HEADER)), ended: steps.at(-1)?.kind === 'end', streamSequence: found.seq };
  } catch (error) {
    throw new NatsError(`the last message of ${subject} is none that this tap can go on from: ${(error as Error).message}; give the tap another name`, { cause: error });
  }
}
