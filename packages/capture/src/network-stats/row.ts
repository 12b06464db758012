import { canonicalAddress } from '../address.ts';
import type { Endpoint } from '../batch.ts';
import { CaptureError } from '../errors.ts';
import type { NetworkStatsColumns } from './header.ts';
import { parseWhole } from './number.ts';

const COMMA = 44;
const SEMICOLON = 59;
const LONGEST_QUOTE = 40;
const LARGEST_PORT = 65_535;
const LARGEST_PROTOCOL = 255;
/** Milliseconds of a later second would not be exact. */
const LARGEST_SECOND = Math.floor(Number.MAX_SAFE_INTEGER / 1000);
const decoder = new TextDecoder();

/** The fields of one row that is being read; reused from row to row. */
export class Row {
  bytes: Uint8Array = new Uint8Array(0);
  /** Line of the file, the header being 1. */
  line = 1;
  /** Offset in the stream of `bytes[0]`. */
  base = 0;
  /** Where the line starts and ends in `bytes`, without its line end. */
  lineStart = 0;
  lineEnd = 0;
  readonly #columns: NetworkStatsColumns;
  readonly #file: string;
  /** Where each field starts, and behind the last one where the next would. */
  readonly #starts: Int32Array;

  constructor(columns: NetworkStatsColumns, file: string) {
    this.#columns = columns;
    this.#file = file;
    this.#starts = new Int32Array(columns.names.length + 1);
  }

  /**
   * Finds the fields of the line.
   * @throws CaptureError of kind corrupt if it has not as many as the header
   */
  split(): void {
    const end = this.lineEnd;
    const expected = this.#columns.names.length;
    const starts = this.#starts;
    let fields = 0;
    for (let at = this.lineStart; ; fields++) {
      if (fields < expected) starts[fields] = at;
      const comma = fields < expected ? this.bytes.indexOf(COMMA, at) : -1;
      if (comma < 0 || comma >= end) {
        fields++;
        break;
      }
      at = comma + 1;
    }
    if (fields !== expected) {
      const found = fields > expected ? `more than ${expected} fields` : `${fields} fields`;
      throw new CaptureError('corrupt', { file: this.#file, line: this.line, offset: this.base + this.lineStart }, found, `${expected} as in the header`);
    }
    starts[expected] = end + 1;
  }

  start(column: number): number {
    return this.#starts[column]!;
  }

  end(column: number): number {
    return this.#starts[column + 1]! - 1;
  }

  /** @throws CaptureError of kind corrupt unless it is a whole number from 0 to `largest` */
  whole(column: number, largest = Number.MAX_SAFE_INTEGER): number {
    const value = parseWhole(this.bytes, this.start(column), this.end(column));
    if (value < 0 || value > largest) throw this.bad(column, this.start(column), `a whole number from 0 to ${largest}`);
    return value;
  }

  /** @returns epoch milliseconds of the row's second */
  time(): number {
    return 1000 * this.whole(this.#columns.time, LARGEST_SECOND);
  }

  protocol(): number {
    return this.whole(this.#columns.protocol, LARGEST_PROTOCOL);
  }

  /** @param portColumn −1 if there is none */
  endpoint(addressColumn: number, portColumn: number): Endpoint {
    const address = canonicalAddress(this.#text(this.start(addressColumn), this.end(addressColumn)));
    if (portColumn < 0) return { address, port: 0 };
    const port = parseWhole(this.bytes, this.start(portColumn), this.end(portColumn));
    if (port >= 0 && port <= LARGEST_PORT) return { address, port };
    const text = this.#text(this.start(portColumn), this.end(portColumn));
    if (text !== '' && !Number.isNaN(Number(text))) throw this.bad(portColumn, this.start(portColumn), `a port from 0 to ${LARGEST_PORT}`);
    // Text in place of a port, or nothing: which port it was is not known.
    return { address, port: 0 };
  }

  /** @returns position of an item in a column of items that each end in a semicolon */
  item(column: number, index: number): number {
    let position = this.start(column);
    for (let item = 0; item < index; item++) position = this.bytes.indexOf(SEMICOLON, position) + 1;
    return position;
  }

  /** An error about the value at `position` in a column. */
  bad(column: number, position: number, expected: string): CaptureError {
    const end = this.end(column);
    const quote = this.#text(position, Math.min(end, position + LONGEST_QUOTE));
    const found = `'${quote}${end > position + LONGEST_QUOTE ? '…' : ''}'`;
    const name = this.#columns.names[column]!;
    return new CaptureError('corrupt', { file: this.#file, line: this.line, column: name, offset: this.base + position }, found, expected);
  }

  #text(start: number, end: number): string {
    return decoder.decode(this.bytes.subarray(start, end)).trim();
  }
}
