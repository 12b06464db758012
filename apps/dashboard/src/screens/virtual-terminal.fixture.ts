import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import xterm from '@xterm/headless';

/** A terminal that draws nowhere: what is written to its `stdout` is on its screen. */
export class VirtualTerminal {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly stdout: NodeJS.WriteStream;
  readonly keyboard: Keyboard;
  readonly stdin: NodeJS.ReadStream;
  /** Pieces written so far. */
  writes = 0;

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, convertEol: true, allowProposedApi: true, scrollback: 100 });
    const terminal = this.#terminal;
    const written = () => this.writes++;
    const stdout = new Writable({
      decodeStrings: false,
      write(text: string, _, done) {
        written();
        terminal.write(text, done);
      },
    });
    this.stdout = Object.assign(stdout, { columns, rows, isTTY: true }) as unknown as NodeJS.WriteStream;
    this.keyboard = new Keyboard();
    this.stdin = this.keyboard as unknown as NodeJS.ReadStream;
  }

  /** Whether the alternate screen is shown. */
  get alternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    Object.assign(this.stdout, { columns, rows });
    this.stdout.emit('resize');
  }

  /** The screen once everything that was written is on it, a line each, trailing blanks left out. */
  async lines(): Promise<string[]> {
    await new Promise<void>((done) => this.#terminal.write('', done));
    const { active } = this.#terminal.buffer;
    return Array.from({ length: this.#terminal.rows }, (_, y) => active.getLine(active.baseY + y)?.translateToString(true, 0, this.#terminal.cols).trimEnd() ?? '');
  }

  /** Colour of the palette that a cell is written in; null for the terminal's own. */
  colorAt(x: number, y: number): number | null {
    const { active } = this.#terminal.buffer;
    const cell = active.getLine(active.baseY + y)?.getCell(x);
    return cell?.isFgPalette() ? cell.getFgColor() : null;
  }
}

/** A keyboard in raw mode. */
class Keyboard extends EventEmitter {
  readonly isTTY = true;
  raw = false;
  #typed: string | null = null;

  type(text: string): void {
    this.#typed = text;
    this.emit('readable');
  }

  read(): string | null {
    const typed = this.#typed;
    this.#typed = null;
    return typed;
  }

  setRawMode(raw: boolean): this {
    this.raw = raw;
    return this;
  }

  setEncoding(): void {}
  ref(): void {}
  unref(): void {}
  resume(): void {}
  pause(): void {}
}
