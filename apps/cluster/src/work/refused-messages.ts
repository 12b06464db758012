import type { JetStreamClient, JetStreamManager, JsMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { REFUSED_STREAM, refusedSubject } from '../subjects.ts';

export const REASON_HEADER = 'Tunnelscope-Reason';
const SUBJECT_HEADER = 'Tunnelscope-Subject';
const SEQUENCE_HEADER = 'Tunnelscope-Sequence';

/** Keeps aside what a partition could not understand, each message once. */
export class RefusedMessages {
  readonly #client: JetStreamClient;
  readonly #partition: number;
  /** Stream sequence of the last one that is kept: what is replayed up to there is kept already. */
  #last: number;

  private constructor(client: JetStreamClient, partition: number, last: number) {
    this.#client = client;
    this.#partition = partition;
    this.#last = last;
  }

  static async open(client: JetStreamClient, manager: JetStreamManager, partition: number): Promise<RefusedMessages> {
    const message = await manager.streams.getMessage(REFUSED_STREAM, { last_by_subj: refusedSubject(partition) });
    return new RefusedMessages(client, partition, message === null ? 0 : Number(message.header.get(SEQUENCE_HEADER)));
  }

  async keep(message: JsMsg, reason: string): Promise<void> {
    if (message.seq <= this.#last) return;
    const fields = headers();
    // A header is one line.
    fields.set(REASON_HEADER, reason.replaceAll(/[\r\n]+/g, ' '));
    fields.set(SUBJECT_HEADER, message.subject);
    fields.set(SEQUENCE_HEADER, String(message.seq));
    await this.#client.publish(refusedSubject(this.#partition), message.data, { headers: fields, msgID: `${this.#partition}.${message.seq}` });
    this.#last = message.seq;
  }
}
