/**
 * The first so many of what is offered, by an order of its own, without keeping or sorting the rest: a binary heap whose
 * root is the last of those kept. Most of a long list costs one comparison each.
 */
export class FirstInOrder<Item> {
  readonly #most: number;
  readonly #compare: (x: Item, y: Item) => number;
  readonly #heap: Item[] = [];

  /** @param compare negative if x comes before y */
  constructor(most: number, compare: (x: Item, y: Item) => number) {
    this.#most = most;
    this.#compare = compare;
  }

  offer(item: Item): void {
    const heap = this.#heap;
    if (heap.length < this.#most) {
      heap.push(item);
      this.#rise(heap.length - 1);
    } else if (heap.length > 0 && this.#compare(item, heap[0]!) < 0) {
      heap[0] = item;
      this.#sink();
    }
  }

  /** Those kept, first one first. */
  inOrder(): Item[] {
    return this.#heap.toSorted(this.#compare);
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (this.#compare(this.#heap[at]!, this.#heap[parent]!) <= 0) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    const { length } = this.#heap;
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child >= length) return;
      if (child + 1 < length && this.#compare(this.#heap[child + 1]!, this.#heap[child]!) > 0) child++;
      if (this.#compare(this.#heap[child]!, this.#heap[at]!) <= 0) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #swap(x: number, y: number): void {
    [this.#heap[x], this.#heap[y]] = [this.#heap[y]!, this.#heap[x]!];
  }
}
