import { jetstream, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ServerLink } from '../nats/server-link.ts';
import type { MessageBody } from './message-body.ts';
import { PartitionSender, type SendCounts, type Tap } from './partition-sender.ts';
import { Spool } from './spool.ts';

export interface PublisherOptions {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly link: ServerLink;
  readonly tap: Tap;
  /** For each partition the sequence number of its last message that is stored already: as many are left out. */
  readonly stored: readonly number[];
  /** For each partition the place of the tap's last message in the stream; 0: there is none. */
  readonly places: readonly number[];
  /** What may wait, in bytes. */
  readonly spoolBytes: number;
  /** Hears why nothing goes on, once each time, and when it does again. */
  readonly tell: (message: string) => void;
  /** Ends trying again. */
  readonly signal: AbortSignal;
}

/** Publishes the messages of a tap: all partitions at the same time, each in order. */
export class Publisher {
  readonly counts: SendCounts = { messages: 0, bytes: 0, duplicates: 0 };
  readonly #spool: Spool;
  readonly #senders: readonly PartitionSender[];
  /** Messages of each partition that are still to be left out. */
  readonly #skip: number[];
  readonly #tell: (message: string) => void;
  readonly #sending = new Set<number>();
  readonly #signal: AbortSignal;
  #failure: { readonly error: unknown } | null = null;
  #trouble: string | null = null;
  #progress = Promise.withResolvers<void>();

  constructor({ connection, manager, link, tap, stored, places, spoolBytes, tell, signal }: PublisherOptions) {
    this.#spool = new Spool(stored.length, spoolBytes);
    this.#skip = [...stored];
    this.#tell = tell;
    this.#signal = signal;
    // Nobody may be sending who would.
    signal.addEventListener('abort', () => this.#wake(), { once: true });
    const parts = { client: jetstream(connection), manager, link, spool: this.#spool, counts: this.counts, tell: (trouble: string | null) => this.#hear(trouble), signal };
    this.#senders = stored.map((sequence, partition) => new PartitionSender(tap, partition, { sequence, place: places[partition]! }, parts));
  }

  /** Packets of messages that there was no room for. */
  get droppedPackets(): number {
    return this.#spool.droppedPackets;
  }

  /** Packets that the server has not confirmed yet. */
  get waitingPackets(): number {
    return this.#senders.reduce((sum, { sendingPackets }) => sum + sendingPackets, this.#spool.packets);
  }

  /** Whether messages come that the server has already. */
  get catchingUp(): boolean {
    return this.#skip.some((left) => left > 0);
  }

  /** Takes messages to be sent. @throws what sending any of those before has failed with; these are counted as waiting then */
  add(messages: readonly (readonly [partition: number, body: MessageBody])[]): void {
    this.leave(messages);
    this.#throwFailure();
    for (const [partition] of messages) if (!this.#sending.has(partition)) void this.#send(partition);
  }

  /** Takes messages that nobody sends: they count as waiting. */
  leave(messages: readonly (readonly [partition: number, body: MessageBody])[]): void {
    for (const [partition, body] of messages) {
      if (this.#skip[partition]! > 0) {
        this.#skip[partition]!--;
        continue;
      }
      this.#spool.push(partition, body);
    }
  }

  /** Drops the oldest of what waits until there is room. */
  makeRoom(): void {
    this.#spool.makeRoom();
  }

  /** @returns once there is room for more, or the signal was given @throws what sending has failed with */
  async room(): Promise<void> {
    while (this.#spool.full && !this.#failure && !this.#signal.aborted) await this.#progress.promise;
    this.#throwFailure();
  }

  /** @returns once the server has everything, or the signal was given @throws what sending has failed with */
  async drained(): Promise<void> {
    while (this.#sending.size > 0 && !this.#failure) await this.#progress.promise;
    this.#throwFailure();
  }

  async #send(partition: number): Promise<void> {
    this.#sending.add(partition);
    try {
      await this.#senders[partition]!.sendWaiting();
    } catch (error) {
      this.#failure ??= { error };
    }
    this.#sending.delete(partition);
    this.#wake();
  }

  #hear(trouble: string | null): void {
    if (trouble === null) this.#wake();
    if ((trouble === null) !== (this.#trouble === null)) this.#tell(trouble === null ? 'packets are stored again' : `${trouble}: trying again`);
    this.#trouble = trouble;
  }

  #wake(): void {
    this.#progress.resolve();
    this.#progress = Promise.withResolvers();
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
