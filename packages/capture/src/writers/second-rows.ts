import type { PacketBatch } from '../batch.ts';
import type { RowEnds } from './row-ends.ts';
import type { TextBuffer } from './text-buffer.ts';

const COMMA = 44;
const SEMICOLON = 59;
const LINE_FEED = 10;
/** A row with its ends takes as much memory as so many packets. */
const PACKETS_A_ROW = 10;
/** Flows whose rows are found without the map, by the lower bits of their numbers: a power of two. */
const RECENT = 256;

/** The rows of one second: totals of each flow in order of its first packet, and the packets where they are wanted. */
export class SecondRows {
  /** Seconds since 1970. */
  readonly second: number;
  readonly #rows = new Map<number, number>();
  readonly #recentFlow = new Uint32Array(RECENT);
  /** Row + 1, 0 = none. */
  readonly #recentRow = new Uint32Array(RECENT);
  readonly #ends: RowEnds[] = [];
  /** Four to a row: bytes from IP1 and IP2, packets from IP1 and IP2. */
  #totals = new Float64Array(64);
  /** 1 where endpoint a is IP1. */
  #aFirst = new Uint8Array(16);
  /** Packets that are listed. */
  #count = 0;
  #row = new Uint32Array(0);
  #time = new Float64Array(0);
  #size = new Uint32Array(0);
  #fromFirst = new Uint8Array(0);

  constructor(second: number) {
    this.second = second;
  }

  /** What it takes of memory, in listed packets of 17 bytes. */
  get weight(): number {
    return PACKETS_A_ROW * this.#ends.length + this.#count;
  }

  /** @param ends asked for with the flow's first row of the second @returns the flow's row */
  row(flow: number, ends: (flow: number) => RowEnds): number {
    const place = flow & (RECENT - 1);
    const recent = this.#recentRow[place]!;
    if (recent > 0 && this.#recentFlow[place] === flow) return recent - 1;
    const row = this.#rows.get(flow) ?? this.#addRow(flow, ends(flow));
    this.#recentFlow[place] = flow;
    this.#recentRow[place] = row + 1;
    return row;
  }

  /** Adds to a row's totals. @param fromA 1 or 0 */
  total(row: number, fromA: number, packets: number, bytes: number): void {
    const totals = this.#totals;
    const at = 4 * row + (fromA ^ this.#aFirst[row]!);
    totals[at]! += bytes;
    totals[at + 2]! += packets;
  }

  /**
   * Adds packets to the totals from `packet` on as long as they are of this second, up to the first of a new row.
   * @returns the packet that is next, behind `packet`
   */
  totals({ count, time, size, flow, fromA }: PacketBatch, packet: number, ends: (flow: number) => RowEnds): number {
    const start = 1000 * this.second;
    const rows = this.#ends.length;
    let next = packet;
    do {
      this.total(this.row(flow[next]!, ends), fromA[next]!, 1, size[next]!);
      next++;
    } while (next < count && time[next]! >= start && time[next]! < start + 1000 && this.#ends.length === rows);
    return next;
  }

  /** Lists one packet, beside its totals. @param time epoch ms */
  packet(row: number, fromA: number, time: number, size: number): void {
    if (this.#count === this.#row.length) this.#grow();
    const at = this.#count++;
    this.#row[at] = row;
    this.#time[at] = time;
    this.#size[at] = size;
    this.#fromFirst[at] = 1 - (fromA ^ this.#aFirst[row]!);
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

  #addRow(flow: number, ends: RowEnds): number {
    const row = this.#ends.length;
    if (row === this.#aFirst.length) {
      this.#aFirst = longer(this.#aFirst, new Uint8Array(2 * row));
      this.#totals = longer(this.#totals, new Float64Array(8 * row));
    }
    this.#rows.set(flow, row);
    this.#ends.push(ends);
    this.#aFirst[row] = ends.aFirst ? 1 : 0;
    return row;
  }

  #grow(): void {
    const length = Math.max(256, 2 * this.#row.length);
    this.#row = longer(this.#row, new Uint32Array(length));
    this.#time = longer(this.#time, new Float64Array(length));
    this.#size = longer(this.#size, new Uint32Array(length));
    this.#fromFirst = longer(this.#fromFirst, new Uint8Array(length));
  }
}

/** @param target longer than `source`, which goes to its beginning */
function longer<Values extends Uint8Array | Uint32Array | Float64Array>(source: Values, target: Values): Values {
  target.set(source);
  return target;
}
