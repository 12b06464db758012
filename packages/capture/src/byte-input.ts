import { ByteWindow } from './byte-window.ts';

/** Pulls chunks into a window, one after the other, and only when asked. */
export class ByteInput {
  readonly window = new ByteWindow();
  readonly #chunks: AsyncIterator<Uint8Array>;
  #pending: Promise<IteratorResult<Uint8Array>> | null = null;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]();
  }

  /** Waits for the next chunk and appends it. @returns false if there is none: the input has ended */
  async more(): Promise<boolean> {
    this.#pending ??= this.#chunks.next();
    const step = await this.#pending;
    this.#pending = null;
    if (step.done) return false;
    this.window.append(step.value);
    return true;
  }

  /** @returns whether the next chunk, or the end, comes within so many milliseconds; it stays to be taken by `more` */
  async comesWithin(milliseconds: number): Promise<boolean> {
    this.#pending ??= this.#chunks.next();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), milliseconds);
    });
    const arrived = () => true;
    const inTime = await Promise.race([this.#pending.then(arrived, arrived), late]);
    clearTimeout(timer);
    return inTime;
  }

  /** The waiting bytes and all that follow: the input of another layer. */
  async *rest(): AsyncGenerator<Uint8Array> {
    const { window } = this;
    do {
      const chunk = window.bytes.subarray(window.start, window.end);
      window.start = window.end;
      if (chunk.length > 0) yield chunk;
    } while (await this.more());
  }

  /** Lets go of the source. Does not wait for a chunk that is under way: on a pipe it may never come. */
  async close(): Promise<void> {
    if (!this.#pending) return void (await this.#chunks.return?.());
    this.#pending.catch(() => {});
    this.#chunks.return?.()?.catch(() => {});
  }
}
