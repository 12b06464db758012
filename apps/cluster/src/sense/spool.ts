import { Carry } from './carry.ts';
import type { MessageBody } from './message-body.ts';

/** What an entry takes beside its bytes, about. */
const ENTRY_BYTES = 200;

interface Entry {
  readonly body: MessageBody;
  /** Grows over all partitions. */
  readonly order: number;
}

interface Queue {
  entries: Entry[];
  readonly carry: Carry;
}

/** Messages that wait to be sent, in the order of each partition, in memory. */
export class Spool {
  /** Packets of messages that were dropped. */
  droppedPackets = 0;
  #bytes = 0;
  #order = 0;
  readonly #limit: number;
  readonly #queues: readonly Queue[];

  /** @param limit bytes */
  constructor(partitions: number, limit: number) {
    this.#limit = limit;
    this.#queues = Array.from({ length: partitions }, () => ({ entries: [], carry: new Carry() }));
  }

  get full(): boolean {
    return this.#bytes > this.#limit;
  }

  /** Packets that wait. */
  get packets(): number {
    return this.#queues.reduce((sum, { entries }) => sum + entries.reduce((packets, { body }) => packets + body.packets, 0), 0);
  }

  push(partition: number, body: MessageBody): void {
    this.#bytes += body.bytes.length + ENTRY_BYTES;
    this.#queues[partition]!.entries.push({ body, order: this.#order++ });
  }

  /**
   * Takes the next message of a partition out; null if none waits.
   * @returns its steps in parts, and the epoch ms that the times of all of them are counted from
   */
  next(partition: number): { time: number; parts: Uint8Array[]; packets: number } | null {
    const { entries, carry } = this.#queues[partition]!;
    const [entry] = entries;
    if (!entry) return null;
    const { time, bytes, packets } = entry.body;
    // Flows must be named before a message has rows of them.
    if (!carry.fitsOne) return { time, parts: [carry.take(time)], packets: 0 };
    entries.shift();
    this.#bytes -= bytes.length + ENTRY_BYTES;
    return { time, parts: carry.empty ? [bytes] : [carry.take(time), bytes], packets };
  }

  /** Drops the oldest messages until it is not full. The newest one of each partition stays: it may say that the tap ends. */
  makeRoom(): void {
    while (this.full) {
      let oldest: Queue | null = null;
      for (const queue of this.#queues) {
        if (queue.entries.length > 1 && (oldest === null || queue.entries[0]!.order < oldest.entries[0]!.order)) oldest = queue;
      }
      if (oldest === null) return;
      const { body } = oldest.entries.shift()!;
      this.#bytes -= body.bytes.length + ENTRY_BYTES;
      this.droppedPackets += body.packets;
      oldest.carry.drop(body);
    }
  }
}
