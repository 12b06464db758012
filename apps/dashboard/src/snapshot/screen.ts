import { Writable } from 'node:stream';
import headless from '@xterm/headless';
import { type Cell, readCells } from './cells.ts';

/** A terminal that nobody sits at: takes what a program writes, and knows what would stand on its screen. */
export class Screen {
  readonly stdout: NodeJS.WriteStream;
  readonly #terminal: InstanceType<typeof headless.Terminal>;
  readonly #rows: number;
  #lastWrite = -Infinity;

  constructor(columns: number, rows: number) {
    this.#rows = rows;
    // What is not quite a terminal has no alternate screen: there a line feed comes behind the last row.
    this.#terminal = new headless.Terminal({ cols: columns, rows: rows + 1, allowProposedApi: true, convertEol: true, scrollback: 0 });
    const stream = new Writable({
      decodeStrings: false,
      write: (chunk: string | Uint8Array, _encoding, done) => {
        this.#lastWrite = performance.now();
        this.#terminal.write(chunk, done);
      },
    });
    // No terminal, or Ink would show the cursor of the real one again when this process ends.
    this.stdout = Object.assign(stream, { isTTY: false, columns, rows }) as unknown as NodeJS.WriteStream;
  }

  /** Milliseconds since something was written; Infinity before. */
  get quietFor(): number {
    return performance.now() - this.#lastWrite;
  }

  /** What stands on the screen, row by row. */
  cells(): Cell[][] {
    return readCells(this.#terminal.buffer.active, this.#terminal.cols, this.#rows);
  }
}
