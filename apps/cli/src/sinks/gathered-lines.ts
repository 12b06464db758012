import type { Output } from '../output.ts';

/** So many characters are written in one go: a system call for each line costs more than making it. */
const PIECE = 65_536;

/** Lines on their way out: those of one moment go together, and none waits while there is nothing else to do. */
export class GatheredLines {
  readonly #output: Output;
  #text = '';
  #due = false;
  #failure: unknown = null;

  constructor(output: Output) {
    this.#output = output;
  }

  /** @throws what the output throws, here or with a later line */
  async write(line: string): Promise<void> {
    this.#text += line;
    if (this.#text.length >= PIECE || this.#failure !== null) return this.flush();
    if (this.#due) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      this.flush().catch((error: unknown) => {
        this.#failure = error;
      });
    });
  }

  /** Writes what is waiting. */
  async flush(): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    const text = this.#text;
    this.#text = '';
    if (text !== '') await this.#output.write(text);
  }
}
