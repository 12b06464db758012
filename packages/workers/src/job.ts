import type { Worker } from 'node:worker_threads';

/** One task that was begun, as seen from the thread that gave it. */
export class Job<Item> {
  readonly index: number;
  readonly worker: Worker;
  /** Whether no more items will come. */
  ended = false;
  readonly #pieces: (readonly Item[])[] = [];
  #failure: { readonly error: unknown } | null = null;
  #wake = () => {};

  constructor(index: number, worker: Worker) {
    this.index = index;
    this.worker = worker;
  }

  add(items: readonly Item[]): void {
    this.#pieces.push(items);
    this.#wake();
  }

  /** @param failure what the task threw, to be thrown after its items */
  end(failure: { readonly error: unknown } | null = null): void {
    this.ended = true;
    this.#failure = failure;
    this.#wake();
  }

  /** All items, once. @param taken hears when items were taken, and how many */
  async *items(taken: (count: number) => void): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece !== undefined) {
        taken(piece.length);
        yield* piece;
      } else if (this.ended) {
        if (this.#failure !== null) throw this.#failure.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
