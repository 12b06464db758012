import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import { type ByteWriter, LONGEST_VARINT, putVarint, zigzag } from './byte-writer.ts';
import { STEP } from './codes.ts';
import { type Label, writeEvicted, writeLabels, writeNewFlows } from './flow-lists.ts';

/** A flow as a partition's messages name it. */
export interface GroupedFlow {
  readonly flow: Flow;
  /** Its number in the messages; −1 until one names it. */
  local: number;
  /** Its first and last row in the group, and how many there are. */
  first: number;
  last: number;
  count: number;
}

/** Values of a row, beside its time: size × 2 + fromA, or bytes from a and b, packets from a and b. */
const VALUES = { packets: 1, seconds: 4 } as const;
/** About what rows, flows and the rest take, to know when a message is full. */
const ABOUT = { packets: 4, seconds: 10, flow: 24, tunnel: 4, evicted: 3 } as const;

/** Rows of one partition that wait to be written, grouped by flow. Columns, with each flow's rows linked: no object per row. */
export class RowGroup {
  kind: keyof typeof VALUES = 'packets';
  rows = 0;
  /** About what it takes when it is written, in bytes. */
  bytes = 0;
  #time = new Float64Array(64);
  #next = new Int32Array(64);
  #values = new Float64Array(64);
  #touched: GroupedFlow[] = [];
  #newFlows: GroupedFlow[] = [];
  #labels: Label[] = [];
  #evicted: GroupedFlow[] = [];
  #named = 0;

  get empty(): boolean {
    return this.bytes === 0;
  }

  /** @param time epoch ms @param sizeAndSide size × 2 + fromA */
  addPacket(flow: GroupedFlow, time: number, sizeAndSide: number): void {
    const row = this.#add(flow, time);
    this.#values[row] = sizeAndSide;
  }

  addSecond(flow: GroupedFlow, time: number, bytesFromA: number, bytesFromB: number, packetsFromA: number, packetsFromB: number): void {
    const at = VALUES.seconds * this.#add(flow, time);
    this.#values[at] = bytesFromA;
    this.#values[at + 1] = bytesFromB;
    this.#values[at + 2] = packetsFromA;
    this.#values[at + 3] = packetsFromB;
  }

  /** The flow was found to be this, behind its rows so far. */
  label(flow: GroupedFlow, tunnel: Tunnel | null): void {
    this.#name(flow);
    this.#labels.push({ flow, tunnel, after: flow.count });
    this.bytes += ABOUT.tunnel;
  }

  /** The flow ends behind all rows so far; nothing more is added then. */
  evict(flow: GroupedFlow): void {
    // What no message has named needs no end.
    if (flow.local < 0) return;
    this.#evicted.push(flow);
    this.bytes += ABOUT.evicted;
  }

  /** Writes the step and is empty then. @param from epoch ms that times are counted from */
  write(out: ByteWriter, from: number): void {
    const touched = this.#touched.sort((one, other) => one.local - other.local);
    out.byte(STEP[this.kind]);
    writeNewFlows(out, this.#newFlows);
    out.varint(this.rows);
    out.varint(touched.length);
    let before = -1;
    for (const flow of touched) {
      // One row is so frequent where flows are many that it takes no byte of its own to say.
      out.varint(2 * (flow.local - before - 1) + (flow.count > 1 ? 1 : 0));
      if (flow.count > 1) out.varint(flow.count - 2);
      before = flow.local;
      if (this.kind === 'packets') this.#writePackets(out, flow, from);
      else this.#writeSeconds(out, flow, from);
    }
    writeLabels(out, this.#labels);
    writeEvicted(out, this.#evicted.map(({ local }) => local));
    this.#clear();
  }

  #writePackets(out: ByteWriter, { first, count }: GroupedFlow, from: number): void {
    const bytes = out.reserve(2 * LONGEST_VARINT * count);
    let at = out.length;
    let time = from;
    let lastFromA = 0;
    let lastFromB = 0;
    for (let i = 0, row = first; i < count; i++, row = this.#next[row]!) {
      const value = this.#values[row]!;
      const size = value >>> 1;
      at = putVarint(bytes, at, 2 * zigzag(this.#time[row]! - time) + (value & 1));
      time = this.#time[row]!;
      if (value & 1) {
        at = putVarint(bytes, at, zigzag(size - lastFromA));
        lastFromA = size;
      } else {
        at = putVarint(bytes, at, zigzag(size - lastFromB));
        lastFromB = size;
      }
    }
    out.length = at;
  }

  #writeSeconds(out: ByteWriter, { first, count }: GroupedFlow, from: number): void {
    let time = from;
    for (let i = 0, row = first; i < count; i++, row = this.#next[row]!) {
      out.signed(this.#time[row]! - time);
      time = this.#time[row]!;
      for (let j = 0; j < VALUES.seconds; j++) out.varint(this.#values[VALUES.seconds * row + j]!);
    }
  }

  #add(flow: GroupedFlow, time: number): number {
    const row = this.rows++;
    if (row === this.#time.length || this.#values.length < VALUES[this.kind] * this.#time.length) this.#grow();
    this.#time[row] = time;
    if (flow.count++ === 0) {
      this.#name(flow);
      flow.first = row;
      this.#touched.push(flow);
    } else this.#next[flow.last] = row;
    flow.last = row;
    this.bytes += ABOUT[this.kind];
    return row;
  }

  #name(flow: GroupedFlow): void {
    if (flow.local >= 0) return;
    flow.local = this.#named++;
    this.#newFlows.push(flow);
    this.bytes += ABOUT.flow + flow.flow.a.address.length + flow.flow.b.address.length;
  }

  #grow(): void {
    const room = this.rows > this.#time.length ? 2 * this.#time.length : this.#time.length;
    const grown = <A extends Float64Array | Int32Array>(to: A, from: A): A => {
      to.set(from);
      return to;
    };
    // Rows of another kind may have made it wide enough before.
    this.#values = grown(new Float64Array(Math.max(VALUES[this.kind] * room, this.#values.length)), this.#values);
    if (room === this.#time.length) return;
    this.#time = grown(new Float64Array(room), this.#time);
    this.#next = grown(new Int32Array(room), this.#next);
  }

  #clear(): void {
    for (const flow of this.#touched) flow.count = 0;
    this.rows = 0;
    this.bytes = 0;
    this.#touched = [];
    this.#newFlows = [];
    this.#labels = [];
    this.#evicted = [];
  }
}
