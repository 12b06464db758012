import { OWN_COLUMNS, type WorkSpace } from '@tunnelscope/model/features/work-space';
import { SnapshotError } from './live/state/snapshot-error.ts';
import type { StateArchive } from './live/state/state-archive.ts';

/** So many packets of a flow share one plain array. Most flows of a busy link never have more, and a column for one packet weighs as much as fifty. */
const FEW = 8;
const BYTES_A_PACKET = 8;
/** A column that is emptier than this gives room back. */
const LEAST_FILLED = 1 / 4;
/** A packet is one number: whole ms since the base, times this, plus twice its bytes, plus 1 if a sent it. Exact for two years. */
const MILLISECOND = 2 ** 17;
/** No flow has room for more packets in its last minute. */
const MOST_ROOM = 2 ** 28;
/** When the first packet is so much later than the base, it becomes the base. */
const FAR = 2 ** 32; // ms

/** Packets as columns of equal length: whole epoch ms, bytes, 1 = sent by a. */
export interface PacketColumns {
  readonly time: Float64Array;
  readonly size: Uint16Array;
  readonly fromA: Uint8Array;
}

/** Those that are made here. */
export interface PacketRows extends PacketColumns {
  readonly time: Float64Array<ArrayBuffer>;
  readonly size: Uint16Array<ArrayBuffer>;
  readonly fromA: Uint8Array<ArrayBuffer>;
}

/**
 * A flow's packets of the present block, in order of arrival. On a link with many flows each packet is far from the one before
 * it in memory, so to touch one place for it, not three, is most of what can be saved.
 */
export class PacketBuffer {
  length = 0;
  /** Epoch ms that packets count from. */
  #base = 0;
  /** The first packets; null before there is one, and once there are more. */
  #few: number[] | null = null;
  /** null as long as there are few packets. */
  #packed: Float64Array<ArrayBuffer> | null = null;
  /** Epoch ms of the packet that was pushed last. */
  #last = -Infinity;
  #ascending = true;

  /** Bytes of memory, about. */
  get footprint(): number {
    return BYTES_A_PACKET * (this.#packed === null ? this.length : this.#packed.length);
  }

  /** @param time whole epoch ms @param size bytes @param fromA 1 = sent by a */
  push(time: number, size: number, fromA: number): void {
    if (this.length === 0) this.#base = time;
    if (time < this.#last && this.length > 0) this.#ascending = false;
    this.#last = time;
    const packed = (time - this.#base) * MILLISECOND + 2 * size + fromA;
    if (this.#packed !== null) {
      const column = this.length === this.#packed.length ? this.#resize(this.#packed, 2 * this.length) : this.#packed;
      column[this.length++] = packed;
    } else if (this.#few === null) {
      // An array of exactly this: one that has grown holds room for sixteen more, and many flows have no other packet.
      this.#few = [packed];
      this.length = 1;
    } else if (this.length < FEW) {
      this.#few.push(packed);
      this.length++;
    } else {
      this.#column()[this.length++] = packed;
    }
  }

  /** As `push`, of rows `from` to before `to`: numbers that go from call to call become objects, which V8 collects again, one a packet. */
  pushRows({ time, size, fromA }: PacketColumns, from: number, to: number): void {
    let row = from;
    for (; row < to && this.#packed === null; row++) this.push(time[row]!, size[row]!, fromA[row]!);
    if (row === to) return;
    let column = this.#packed!;
    let { length } = this;
    if (length === 0) this.#base = time[row]!;
    const base = this.#base;
    let last = length === 0 ? -Infinity : this.#last;
    for (; row < to; row++) {
      const at = time[row]!;
      if (at < last) this.#ascending = false;
      last = at;
      if (length === column.length) {
        this.length = length;
        column = this.#resize(column, 2 * length);
      }
      column[length++] = (at - base) * MILLISECOND + 2 * size[row]! + fromA[row]!;
    }
    this.length = length;
    this.#last = last;
  }

  /** Writes or reads all packets, and the room for more: what is let go for want of memory depends on that. */
  archive(state: StateArchive): void {
    this.length = state.number(this.length);
    this.#base = state.number(this.#base);
    this.#last = state.number(this.#last);
    this.#ascending = state.flag(this.#ascending);
    const capacity = state.number(this.#packed?.length ?? 0);
    const packets = state.doubles(this.#packed?.subarray(0, this.length) ?? Float64Array.from(this.#few ?? []));
    if (packets.length !== this.length || !(capacity === 0 || (capacity >= this.length && capacity <= MOST_ROOM))) throw new SnapshotError(`snapshot: found ${packets.length} packets of a flow and room for ${capacity}, expected ${this.length}`);
    this.#few = capacity === 0 && this.length > 0 ? [...packets] : null;
    this.#packed = capacity === 0 ? null : filled(packets, capacity);
  }

  /** Packets number `from` to before `to`; all of them if neither is given. */
  rows(from = 0, to = this.length, space: WorkSpace = OWN_COLUMNS): PacketRows {
    const column = this.#column();
    const count = to - from;
    const rows = { time: space.f64(count), size: space.u16(count), fromA: space.u8(count) };
    for (let i = 0; i < count; i++) {
      const packed = column[from + i]!;
      const ms = Math.floor(packed / MILLISECOND);
      const rest = packed - ms * MILLISECOND;
      rows.time[i] = this.#base + ms;
      rows.size[i] = rest >>> 1;
      rows.fromA[i] = rest & 1;
    }
    return rows;
  }

  /** Puts the packets in order of time; those of the same millisecond stay in order of arrival. */
  sort(): void {
    if (this.#ascending) return;
    this.#ascending = true;
    const { length } = this;
    const column = this.#column();
    const ms = Float64Array.from({ length }, (_, i) => Math.floor(column[i]! / MILLISECOND));
    const earliest = ms.reduce((a, b) => (b < a ? b : a));
    // Time and arrival in one number: sorting numbers without a comparator is many times faster. Exact below 2^53.
    const places = 2 ** Math.ceil(Math.log2(length + 1));
    const order = ms.map((time, i) => (time - earliest) * places + i).sort();
    column.set(order.map((key) => column[key % places]!));
    this.#last = this.#base + Math.floor(column[length - 1]! / MILLISECOND);
  }

  /** Number of packets earlier than `before`. The packets must be sorted. */
  before(before: number): number {
    const column = this.#column();
    const bound = Math.ceil(before - this.#base) * MILLISECOND;
    let from = 0;
    let to = this.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (column[middle]! < bound) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Forgets the first `count` packets. */
  drop(count: number): void {
    const column = this.#column();
    column.copyWithin(0, count, this.length);
    this.length -= count;
    const first = Math.floor(column[0]! / MILLISECOND);
    if (this.length > 0 && first > FAR) {
      this.#base += first;
      for (let i = 0; i < this.length; i++) column[i]! -= first * MILLISECOND;
    }
    if (this.length < LEAST_FILLED * column.length && column.length > 2 * FEW) this.#resize(column, Math.max(2 * FEW, 2 * this.length));
  }

  /** The packets' column, with room for one more than few. */
  #column(): Float64Array<ArrayBuffer> {
    if (this.#packed !== null) return this.#packed;
    const column = new Float64Array(2 * FEW);
    column.set(this.#few ?? []);
    if (this.#few !== null) this.#packed = column;
    this.#few = null;
    return column;
  }

  #resize(column: Float64Array<ArrayBuffer>, capacity: number): Float64Array<ArrayBuffer> {
    const resized = new Float64Array(capacity);
    resized.set(column.subarray(0, this.length));
    this.#packed = resized;
    return resized;
  }
}

function filled(values: Float64Array<ArrayBuffer>, capacity: number): Float64Array<ArrayBuffer> {
  const column = new Float64Array(capacity);
  column.set(values);
  return column;
}
