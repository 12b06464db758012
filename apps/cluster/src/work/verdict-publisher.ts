import { setTimeout as sleep } from 'node:timers/promises';
import type { JetStreamClient, JetStreamManager, PubAck } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import type { EventLine } from '@tunnelscope/detector/live/event-line';
import { isAway, isWrongSequence } from '../nats/api-error.ts';
import { VERDICTS_STREAM, verdictsSubject } from '../subjects.ts';
import { OwnershipError } from './ownership-error.ts';

/** How many events of its partition are out once a message is. */
export const EVENTS_HEADER = 'Tunnelscope-Events';
/** Who published it: worker and lease. */
export const OWNER_HEADER = 'Tunnelscope-Owner';

/** Bytes of a message; a server takes 1 MB with its headers. Many flows may end at once. */
const LARGEST = 512 * 1024;
const TIMEOUT = 2000; // ms
const RETRY = 100; // ms

export interface Publication {
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly partition: number;
  /** Different for every lease. */
  readonly owner: string;
  /** Whether the partition is still ours, as far as we know. */
  readonly mayPublish: () => boolean;
}

/**
 * Publishes a partition's events, each once, whatever happens to its owners: every message names the one that it follows, so
 * the server refuses those of an owner that another one has followed, and every message says how many events are out with it.
 */
export class VerdictPublisher {
  readonly #to: Publication;
  /** Stream sequence of the partition's last message; 0: there is none. */
  #last = 0;
  #count: number;

  private constructor(to: Publication, count: number) {
    this.#to = to;
    this.#count = count;
  }

  /**
   * Puts an end to the publications of earlier owners, by a message without events: what they send from here on is refused.
   * @param atLeast events that are out for certain: the stream forgets old messages
   * @throws OwnershipError if it is not ours any more; the server's error if it refuses
   */
  static async takeOver(to: Publication, atLeast: number): Promise<VerdictPublisher> {
    const publisher = new VerdictPublisher(to, atLeast);
    for (;;) {
      const found = await publisher.#patiently(() => publisher.#find());
      publisher.#last = found?.sequence ?? 0;
      publisher.#count = Math.max(atLeast, found?.count ?? 0);
      if (found?.owner === to.owner) return publisher;
      try {
        publisher.#last = (await publisher.#patiently(() => publisher.#send('', publisher.#count))).seq;
        return publisher;
      } catch (error) {
        // An earlier owner was quicker, for the last time.
        if (!isWrongSequence(error)) throw error;
      }
    }
  }

  /** Events that are out. */
  get count(): number {
    return this.#count;
  }

  /**
   * @param before how many events the partition had before these: what is out already is left out
   * @throws OwnershipError if the partition is not ours any more; the server's error if it refuses
   */
  async publish(lines: readonly EventLine[], before: number): Promise<void> {
    let body = '';
    let count = this.#count;
    for (const line of lines.slice(Math.max(0, this.#count - before))) {
      const text = `${JSON.stringify(line)}\n`;
      if (body !== '' && body.length + text.length > LARGEST) {
        await this.#publish(body, count);
        body = '';
      }
      body += text;
      count++;
    }
    if (body !== '') await this.#publish(body, count);
  }

  async #publish(body: string, count: number): Promise<void> {
    let id: string | undefined = `${this.#to.partition}.${count}`;
    const sequence = await this.#patiently(async () => {
      const ack = await this.#send(body, count, id).catch((error: unknown) => {
        if (isWrongSequence(error)) return null;
        throw error;
      });
      if (ack !== null && !ack.duplicate) return ack.seq;
      // The server remembers identifiers for longer than the messages, where these are purged.
      id = undefined;
      return this.#afterRefusal(count);
    });
    this.#last = sequence;
    this.#count = count;
  }

  /** Either an earlier try was stored and its answer lost, or somebody else has published. */
  async #afterRefusal(count: number): Promise<number> {
    const found = await this.#find();
    if (found?.owner === this.#to.owner && found.count === count) return found.sequence;
    if (found !== null && found.sequence !== this.#last) throw new OwnershipError(`partition ${this.#to.partition}: ${found.owner} has published since ${this.#to.owner} did`);
    // The stream has forgotten the partition's last message, for its age or for want of space: nothing is followed.
    if (found === null) this.#last = 0;
    throw new Forgotten();
  }

  /** @throws the server's error where the message before is another one */
  #send(body: string, count: number, id?: string): Promise<PubAck> {
    const fields = headers();
    fields.set(EVENTS_HEADER, String(count));
    fields.set(OWNER_HEADER, this.#to.owner);
    return this.#to.client.publish(verdictsSubject(this.#to.partition), body, {
      headers: fields,
      timeout: TIMEOUT,
      expect: { lastSubjectSequence: this.#last },
      ...(id !== undefined && { msgID: id }),
    });
  }

  async #find(): Promise<{ readonly sequence: number; readonly count: number; readonly owner: string } | null> {
    const message = await this.#to.manager.streams.getMessage(VERDICTS_STREAM, { last_by_subj: verdictsSubject(this.#to.partition) });
    return message && { sequence: message.seq, count: Number(message.header.get(EVENTS_HEADER)), owner: message.header.get(OWNER_HEADER) };
  }

  /** Again and again while the server is away, but not for longer than the partition is ours. */
  async #patiently<Result>(task: () => Promise<Result>): Promise<Result> {
    for (;;) {
      if (!this.#to.mayPublish()) throw new OwnershipError(`partition ${this.#to.partition}: the lease of ${this.#to.owner} is over`);
      try {
        return await task();
      } catch (error) {
        if (error instanceof Forgotten) continue;
        if (!isAway(error)) throw error;
        await sleep(RETRY);
      }
    }
  }
}

/** What is expected has changed: send it again. */
class Forgotten extends Error {}
