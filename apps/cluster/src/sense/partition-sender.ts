import { setTimeout as sleep } from 'node:timers/promises';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { isAway, isFull, isWrongSequence } from '../nats/api-error.ts';
import { NatsError } from '../nats/nats-error.ts';
import { OvertakenError } from '../nats/overtaken-error.ts';
import type { ServerLink } from '../nats/server-link.ts';
import { lastStored } from '../nats/stored-message.ts';
import { packetsSubject, PACKETS_STREAM } from '../subjects.ts';
import { claimHeaders } from './claim.ts';
import { encodeMessage } from './encode-message.ts';
import type { Spool } from './spool.ts';

/** An answer that takes longer does not come. */
const TIMEOUT = 5000; // ms
/** The wait before a message is tried again doubles from the first to the longest. */
const FIRST_WAIT = 50; // ms
const LONGEST_WAIT = 2000; // ms

export interface Tap {
  readonly name: string;
  readonly run: number;
  readonly finite: boolean;
  readonly fingerprint: Uint8Array;
  /** Of several processes that send as this tap, the one with the highest number is the tap. */
  readonly claim: number;
}

export interface SenderParts {
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly link: ServerLink;
  readonly spool: Spool;
  readonly counts: SendCounts;
  /** Hears why nothing goes on, and null when it does. */
  readonly tell: (trouble: string | null) => void;
  /** Ends trying again. */
  readonly signal: AbortSignal;
}

export interface SendCounts {
  messages: number;
  bytes: number;
  /** Messages that the server had already when they were sent again. */
  duplicates: number;
}

/**
 * Sends the messages of one partition, one after the other: the next one leaves when the server has stored the one before, so that
 * they are stored in order whatever happens on the way. Other partitions do not wait. Each names the place of the one before: where
 * another process sends under the same name, the server refuses one of them, and the one that began first ends.
 */
export class PartitionSender {
  readonly #tap: Tap;
  readonly #partition: number;
  readonly #parts: SenderParts;
  /** Of the last message that the server has. */
  #sequence: number;
  /** Its place in the stream, or that of the last one of a run before; 0: there is none. */
  #place: number;
  #sending = 0;

  /** @param stored the last message that the server has: its sequence number, 0 if it is of a run before, and its place in the stream */
  constructor(tap: Tap, partition: number, stored: { readonly sequence: number; readonly place: number }, parts: SenderParts) {
    this.#tap = tap;
    this.#partition = partition;
    this.#sequence = stored.sequence;
    this.#place = stored.place;
    this.#parts = parts;
  }

  /** Packets of the message that the server has not confirmed yet. */
  get sendingPackets(): number {
    return this.#sending;
  }

  /** Sends what waits in the spool. @throws NatsError if the server refuses it for good */
  async sendWaiting(): Promise<void> {
    const { spool, signal, counts } = this.#parts;
    while (!signal.aborted) {
      const waiting = spool.next(this.#partition);
      if (!waiting) return;
      const { run, finite, fingerprint } = this.#tap;
      const bytes = encodeMessage({ run, finite, fingerprint, sequence: this.#sequence + 1, time: waiting.time }, ...waiting.parts);
      this.#sending = waiting.packets;
      if (!(await this.#send(bytes))) return;
      this.#sending = 0;
      this.#sequence++;
      counts.messages++;
      counts.bytes += bytes.length;
    }
  }

  /** @returns whether the server has it; false if told to end before @throws NatsError if it refuses @throws OvertakenError if another process is this tap */
  async #send(bytes: Uint8Array): Promise<boolean> {
    const { link, tell, signal } = this.#parts;
    const { name, claim } = this.#tap;
    const subject = packetsSubject(this.#partition, name);
    const msgID = `${name}.${claim}.${this.#partition}.${this.#sequence + 1}`;
    let uncertain = false;
    for (let wait = FIRST_WAIT; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        if (!link.up) tell('the server is away');
        await link.whenUp(signal);
        if (signal.aborted) break;
        // The server knows an identifier for two minutes only; what it has stored, it knows for longer.
        const place = (uncertain ? await this.#find() : null) ?? (await this.#publish(subject, bytes, msgID));
        if (place !== null) {
          this.#place = place;
          tell(null);
          return true;
        }
      } catch (error) {
        if (error instanceof NatsError) throw error;
        const full = isFull(error);
        if (!full && !isAway(error)) throw new NatsError(`${subject}: the server refuses packets: ${(error as Error).message}`, { cause: error });
        uncertain ||= !full;
        tell(full ? `the stream ${PACKETS_STREAM} is full` : link.up ? `no answer from the server (${(error as Error).message})` : 'the server is away');
      }
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
    return false;
  }

  /** @returns the message's place in the stream; null if it does not follow what it should, and must be sent once more */
  async #publish(subject: string, bytes: Uint8Array, msgID: string): Promise<number | null> {
    const { client, link, counts } = this.#parts;
    try {
      const { seq, duplicate } = await link.answer(client.publish(subject, bytes, { msgID, timeout: TIMEOUT, headers: claimHeaders(this.#tap.claim), expect: { lastSubjectSequence: this.#place } }));
      if (duplicate) counts.duplicates++;
      return seq;
    } catch (error) {
      if (!isWrongSequence(error)) throw error;
      return this.#find();
    }
  }

  /**
   * Looks what the tap's last message is, and follows that from now on.
   * @returns its place if it is the one that is being sent; else null @throws OvertakenError if it is one of a process that began later, or that has taken the same run
   */
  async #find(): Promise<number | null> {
    const { link, manager, counts } = this.#parts;
    const { name, claim, run, fingerprint } = this.#tap;
    const last = await link.answer(lastStored(manager, this.#partition, name));
    if (last && last.claim !== claim) {
      // While the stream has no room nobody can claim a run, and two may have taken the same.
      const sameRun = last.header.run >= run && Buffer.compare(last.header.fingerprint, fingerprint) !== 0;
      if (last.claim > claim || sameRun) throw new OvertakenError(name);
    }
    this.#place = last?.streamSequence ?? 0;
    if (last?.claim !== claim || last.header.sequence <= this.#sequence) return null;
    counts.duplicates++;
    return this.#place;
  }
}
