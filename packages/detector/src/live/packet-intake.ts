import type { FlowTable } from './flow-table.ts';
import { PacketQueue } from './packet-queue.ts';

/**
 * Gives packets to their flows, a flow at a time. On a link with many flows each packet is of another one than the packet
 * before it, and what it touches far away in memory; so they wait until somebody looks at flows, which is once a second.
 */
export class PacketIntake {
  readonly #table: FlowTable;
  readonly #queue = new PacketQueue();
  /** The queue's rows by flow, and how many of them were given out; null while packets only come in. */
  #order: Uint32Array | null = null;
  #given = 0;
  /** Whether something will have happened once they are given out, which is to be told. */
  eventful = false;

  constructor(table: FlowTable) {
    this.#table = table;
  }

  /** Whether packets must be given out before two more are put in. */
  get full(): boolean {
    return this.#queue.full;
  }

  /** Puts a packet in; nothing may be half given out. @param time epoch ms @param flow its number @param size bytes @param fromA 1 = sent by a */
  put(time: number, flow: number, size: number, fromA: number): void {
    const { returning } = this.#table;
    if (returning.size > 0 && returning.has(flow)) this.eventful = true;
    this.#queue.push(time, flow, size, fromA);
  }

  /**
   * Gives out what waits.
   * @param most packets, about
   * @returns whether some are left
   */
  give(most = Infinity): boolean {
    const queue = this.#queue;
    if (queue.length === 0) return false;
    this.#order ??= this.#ordered();
    const order = this.#order;
    const end = Math.min(order.length, this.#given + most);
    let i = this.#given;
    while (i < end) i = this.#giveRun(order, i);
    this.#given = i;
    if (i < order.length) return true;
    queue.clear();
    this.eventful = false;
    this.#order = null;
    this.#given = 0;
    return false;
  }

  /** Gives the packets from place `first` on that are of one flow to it. @returns the place behind them */
  #giveRun(order: Uint32Array, first: number): number {
    const queue = this.#queue;
    const { counts } = this.#table;
    const number = queue.flow(order[first]!);
    let end = first + 1;
    while (end < order.length && queue.flow(order[end]!) === number) end++;
    const count = end - first;
    const state = this.#table.packetFlow(number);
    if (state === undefined) counts.strayPackets += count;
    else {
      const rows = queue.gather(order, first, end);
      state.store.pushRows(rows, 0, count);
      counts.packets += count;
      counts.bytes += state.countPackets(rows, 0, count);
    }
    return end;
  }

  /** Rows by flow. Flows that are met with them are followed from now on, in the order of their first packets. */
  #ordered(): Uint32Array {
    const queue = this.#queue;
    const order = queue.byFlow();
    const met: number[] = [];
    let before = -1;
    for (let i = 0; i < order.length; i++) {
      const number = queue.flow(order[i]!);
      if (number !== before && !this.#table.packetFlow(number)) met.push(order[i]!);
      before = number;
    }
    for (const row of met.sort((x, y) => x - y)) {
      const number = queue.flow(row);
      if (!this.#table.packetFlow(number)) this.#table.meetPackets(number, queue.time(row));
    }
    return order;
  }
}
