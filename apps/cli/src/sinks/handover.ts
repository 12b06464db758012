/** Passes items from one who writes to one who iterates, one at a time: the giver waits until its item is taken. */
export class Handover<Item> implements AsyncIterable<Item> {
  #item: Item | undefined;
  #full = false;
  #closed = false;
  #given = Promise.withResolvers<void>();
  #taken = Promise.withResolvers<void>();

  async give(item: Item): Promise<void> {
    this.#item = item;
    this.#full = true;
    this.#given.resolve();
    await this.#taken.promise;
    this.#taken = Promise.withResolvers();
  }

  /** No more items will come. */
  close(): void {
    this.#closed = true;
    this.#given.resolve();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for (;;) {
      await this.#given.promise;
      if (this.#full) {
        const item = this.#item as Item;
        this.#full = false;
        if (!this.#closed) this.#given = Promise.withResolvers();
        this.#taken.resolve();
        yield item;
      } else if (this.#closed) {
        return;
      }
    }
  }
}
