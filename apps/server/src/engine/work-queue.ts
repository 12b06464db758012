/** What waits for the detector. */
export interface Work<Item> {
  readonly item: Item;
  readonly packets: number;
}

export interface QueueLimits {
  /** Batches and packets that may wait. */
  readonly batches: number;
  readonly packets: number;
}

export const DEFAULT_QUEUE: QueueLimits = { batches: 256, packets: 2_000_000 };

/** A queue with an end. Room is reserved before an item is ready, so that what was accepted always finds some. */
export class WorkQueue<Item> {
  readonly limits: QueueLimits;
  readonly #items: Work<Item>[] = [];
  #reserved = 0;
  #taken = { items: 0, packets: 0 };
  #packets = 0;

  constructor(limits: QueueLimits) {
    this.limits = limits;
  }

  /** Batches that wait or are at work, or for which there is room reserved. */
  get batches(): number {
    return this.#items.length + this.#reserved + this.#taken.items;
  }

  /** Their packets. */
  get packets(): number {
    return this.#packets;
  }

  /** Whether something waits. */
  get ready(): boolean {
    return this.#items.length > 0;
  }

  /** @returns whether there is room; it is then taken. One batch always finds room where nothing else waits */
  reserve(packets: number): boolean {
    if (this.batches >= this.limits.batches) return false;
    if (this.batches > 0 && this.#packets + packets > this.limits.packets) return false;
    this.#reserved++;
    this.#packets += packets;
    return true;
  }

  /** Gives reserved room back. */
  release(packets: number): void {
    this.#reserved--;
    this.#packets -= packets;
  }

  /** Puts in what room was reserved for. */
  push(item: Item, packets: number): void {
    this.#reserved--;
    this.#items.push({ item, packets });
  }

  /** Puts in what may not be refused. */
  force(item: Item, packets: number): void {
    this.#items.push({ item, packets });
    this.#packets += packets;
  }

  /** Takes the oldest out, together not many more packets than `most`. They take room until `finish`. */
  take(mostItems: number, mostPackets: number): Item[] {
    const taken: Item[] = [];
    for (let packets = 0; taken.length < mostItems && packets < mostPackets && this.#items.length > 0; ) {
      const work = this.#items.shift()!;
      packets += work.packets;
      this.#taken.items++;
      this.#taken.packets += work.packets;
      taken.push(work.item);
    }
    return taken;
  }

  /** What was taken is done. */
  finish(): void {
    this.#packets -= this.#taken.packets;
    this.#taken = { items: 0, packets: 0 };
  }
}
