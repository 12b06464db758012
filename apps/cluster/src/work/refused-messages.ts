import type { JetStreamClient, JsMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { isAway } from '../nats/api-error.ts';
import { REFUSED_STREAM, refusedSubject } from '../subjects.ts';
import type { ServerParts } from './server-parts.ts';

export const REASON_HEADER = 'Tunnelscope-Reason';
const SUBJECT_HEADER = 'Tunnelscope-Subject';
const SEQUENCE_HEADER = 'Tunnelscope-Sequence';
/** Bytes that a message had which is kept in part: with these headers it was more than the server takes. */
export const LENGTH_HEADER = 'Tunnelscope-Length';

/** Room for all headers; reasons quote numbers and names, of a tap's. */
const HEADERS = 4096;
const LONGEST_REASON = 1000;

/** Keeps aside what a partition could not understand, each message once. */
export class RefusedMessages {
  readonly #client: JetStreamClient;
  readonly #partition: number;
  /** Bytes that are kept of a message at most. */
  readonly #most: number;
  /** Stream sequence of the last one that is kept: what is replayed up to there is kept already. */
  #last: number;

  private constructor({ client, connection }: ServerParts, partition: number, last: number) {
    this.#client = client;
    this.#partition = partition;
    this.#most = (connection.info?.max_payload ?? 2 ** 20) - HEADERS;
    this.#last = last;
  }

  /** @param anew the stream counts from a lower number than before */
  static async open(parts: ServerParts, partition: number, anew: boolean): Promise<RefusedMessages> {
    const message = anew ? null : await parts.manager.streams.getMessage(REFUSED_STREAM, { last_by_subj: refusedSubject(partition) });
    return new RefusedMessages(parts, partition, message === null ? 0 : Number(message.header.get(SEQUENCE_HEADER)));
  }

  /** @returns why it could not be kept, if it could not, now or ever @throws the server's error if it is away */
  async keep(message: JsMsg, reason: string): Promise<string | null> {
    if (message.seq <= this.#last) return null;
    const fields = headers();
    // A header is one line.
    fields.set(REASON_HEADER, reason.replaceAll(/[\r\n]+/g, ' ').slice(0, LONGEST_REASON));
    fields.set(SUBJECT_HEADER, message.subject);
    fields.set(SEQUENCE_HEADER, String(message.seq));
    if (message.data.length > this.#most) fields.set(LENGTH_HEADER, String(message.data.length));
    try {
      await this.#client.publish(refusedSubject(this.#partition), message.data.subarray(0, this.#most), { headers: fields, msgID: `${this.#partition}.${message.timestampNanos}.${message.seq}` });
    } catch (error) {
      if (isAway(error) || !(error instanceof Error)) throw error;
      return error.message;
    }
    this.#last = message.seq;
    return null;
  }
}
