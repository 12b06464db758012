import { setTimeout as sleep } from 'node:timers/promises';
import { type JetStreamClient, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import { isAway } from '../nats/api-error.ts';
import { NatsError } from '../nats/nats-error.ts';
import type { ServerLink } from '../nats/server-link.ts';
import { lastStored } from '../nats/stored-message.ts';
import { packetsSubject, PACKETS_STREAM } from '../subjects.ts';
import { encodeMessage } from './encode-message.ts';
import type { Spool } from './spool.ts';

/** An answer that takes longer does not come. */
const TIMEOUT = 5000; // ms
/** The wait before a message is tried again doubles from the first to the longest. */
const FIRST_WAIT = 50; // ms
const LONGEST_WAIT = 2000; // ms
/** "Maximum bytes exceeded": the stream is full. */
const FULL: readonly number[] = [10077];

export interface Tap {
  readonly name: string;
  readonly run: number;
  readonly finite: boolean;
  readonly fingerprint: Uint8Array;
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
 * they are stored in order whatever happens on the way. Other partitions do not wait.
 */
export class PartitionSender {
  readonly #tap: Tap;
  readonly #partition: number;
  readonly #parts: SenderParts;
  /** Of the last message that the server has. */
  #sequence: number;
  #sending = 0;

  /** @param stored sequence number of the last message that the server has of this run */
  constructor(tap: Tap, partition: number, stored: number, parts: SenderParts) {
    this.#tap = tap;
    this.#partition = partition;
    this.#sequence = stored;
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

  /** @returns whether the server has it; false if told to end before */
  async #send(bytes: Uint8Array): Promise<boolean> {
    const { client, link, counts, tell, signal } = this.#parts;
    const subject = packetsSubject(this.#partition, this.#tap.name);
    const msgID = `${this.#tap.name}.${this.#tap.run}.${this.#partition}.${this.#sequence + 1}`;
    let uncertain = false;
    for (let wait = FIRST_WAIT; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        if (!link.up) tell('the server is away');
        await link.whenUp(signal);
        if (signal.aborted) break;
        // The server knows an identifier for two minutes only; what it has stored, it knows for longer.
        const there = uncertain && (await this.#isStored());
        if (there || (await link.answer(client.publish(subject, bytes, { msgID, timeout: TIMEOUT }))).duplicate) counts.duplicates++;
        tell(null);
        return true;
      } catch (error) {
        const full = error instanceof JetStreamApiError && FULL.includes(error.code);
        if (!full && !isAway(error)) throw new NatsError(`${subject}: the server refuses packets: ${(error as Error).message}`, { cause: error });
        uncertain ||= !full;
        tell(full ? `the stream ${PACKETS_STREAM} is full` : link.up ? `no answer from the server (${(error as Error).message})` : 'the server is away');
        await sleep(wait, undefined, { signal }).catch(() => {});
      }
    }
    return false;
  }

  async #isStored(): Promise<boolean> {
    const last = await this.#parts.link.answer(lastStored(this.#parts.manager, this.#partition, this.#tap.name));
    return last?.header.run === this.#tap.run && last.header.sequence > this.#sequence;
  }
}
