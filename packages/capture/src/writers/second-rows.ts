import type { RowEnds } from './row-ends.ts';
import type { TextBuffer } from './text-buffer.ts';

const COMMA = 44;
const SEMICOLON = 59;
const LINE_FEED = 10;
/** A row with its ends takes as much memory as so many packets. */
const PACKETS_A_ROW = 10;

/** The rows of one second: totals of each flow in order of its first packet, and the packets where they are wanted. */
export class SecondRows {
  /** Seconds since 1970. */
  readonly second: number;
  readonly #rows = new Map<number, number>();
  readonly #ends: RowEnds[] = [];
  /** Four to a row: bytes from IP1 and IP2, packets from IP1 and IP2. */
  readonly #totals: number[] = [];
  /** Packets that are listed. */
  #count = 0;
  #row = new Uint32Array(256);
  #time = new Float64Array(256);
  #size = new Uint32Array(256);
  #fromFirst = new Uint8Array(256);

  constructor(second: number) {
    this.second = second;
  }

  /** What it takes of memory, in listed packets of 17 bytes. */
  get weight(): number {
    return PACKETS_A_ROW * this.#ends.length + this.#count;
  }

  /** @param ends asked for with the flow's first row of the second @returns the flow's row */
  row(flow: number, ends: (flow: number) => RowEnds): number {
    let row = this.#rows.get(flow);
    if (row === undefined) {
      row = this.#ends.length;
      this.#rows.set(flow, row);
      this.#ends.push(ends(flow));
      this.#totals.push(0, 0, 0, 0);
    }
    return row;
  }

  /** Adds to a row's totals. */
  total(row: number, fromA: number, packets: number, bytes: number): void {
    const at = 4 * row + (this.#fromIp1(row, fromA) ? 0 : 1);
    this.#totals[at]! += bytes;
    this.#totals[at + 2]! += packets;
  }

  /** Lists one packet, beside its totals. @param time epoch ms */
  packet(row: number, fromA: number, time: number, size: number): void {
    if (this.#count === this.#row.length) this.#grow();
    const at = this.#count++;
    this.#row[at] = row;
    this.#time[at] = time;
    this.#size[at] = size;
    this.#fromFirst[at] = this.#fromIp1(row, fromA) ? 1 : 0;
  }

  /** @param listed whether rows have packet columns */
  write(text: TextBuffer, listed: boolean): void {
    const { order, starts } = this.#byRow();
    for (const [row, { text: ends }] of this.#ends.entries()) {
      text.number(this.second);
      text.text(`,${ends}`);
      for (let i = 0; i < 4; i++) {
        text.character(COMMA);
        text.number(this.#totals[4 * row + i]!);
      }
      if (listed) this.#writeLists(text, order.subarray(starts[row]!, starts[row + 1]!));
      text.character(LINE_FEED);
    }
  }

  #writeLists(text: TextBuffer, packets: Uint32Array): void {
    text.character(COMMA);
    for (const packet of packets) {
      text.number(this.#time[packet]!);
      text.character(SEMICOLON);
    }
    text.character(COMMA);
    for (const packet of packets) {
      text.number(this.#size[packet]!);
      text.character(SEMICOLON);
    }
    text.character(COMMA);
    for (const packet of packets) {
      text.number(2 - this.#fromFirst[packet]!);
      text.character(SEMICOLON);
    }
  }

  /** The packets sorted by row, else in the order they came: those of row r from starts[r] to starts[r + 1]. */
  #byRow(): { readonly order: Uint32Array; readonly starts: Uint32Array } {
    const starts = new Uint32Array(this.#ends.length + 1);
    for (let packet = 0; packet < this.#count; packet++) starts[this.#row[packet]! + 1]!++;
    for (let row = 0; row < this.#ends.length; row++) starts[row + 1]! += starts[row]!;
    const next = starts.slice();
    const order = new Uint32Array(this.#count);
    for (let packet = 0; packet < this.#count; packet++) order[next[this.#row[packet]!]!++] = packet;
    return { order, starts };
  }

  #fromIp1(row: number, fromA: number): boolean {
    return (fromA === 1) === this.#ends[row]!.aFirst;
  }

  #grow(): void {
    const length = 2 * this.#row.length;
    const grown = { row: new Uint32Array(length), time: new Float64Array(length), size: new Uint32Array(length), fromFirst: new Uint8Array(length) };
    grown.row.set(this.#row);
    grown.time.set(this.#time);
    grown.size.set(this.#size);
    grown.fromFirst.set(this.#fromFirst);
    [this.#row, this.#time, this.#size, this.#fromFirst] = [grown.row, grown.time, grown.size, grown.fromFirst];
  }
}
