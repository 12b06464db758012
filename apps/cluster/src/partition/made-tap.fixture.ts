import type { GroupedFlow } from '../message/row-group.ts';
import { encodeMessage } from '../sense/encode-message.ts';
import { PartitionWriter } from '../sense/partition-writer.ts';

/** Epoch ms that the times of made taps count from. */
export const BEGIN = Date.parse('2026-01-01T00:00:00Z');
const fingerprint = new Uint8Array(8);

/** What a tap writes, a packet at a time; all of its flows are of one partition. */
export class MadeTap {
  readonly name: string;
  readonly #finite: boolean;
  #writer = new PartitionWriter();
  #run = 1;
  #sequence = 0;
  #flows = new Map<number, GroupedFlow>();
  /** Packets written so far. */
  packets = 0;

  constructor(name: string, { finite = false } = {}) {
    this.name = name;
    this.#finite = finite;
  }

  /** @param host last part of the client's address @param from, to ms; a packet each `every` ms, large and from the server */
  send(host: number, from: number, to: number, every = 10): this {
    this.#writer.useKind('packets');
    for (let at = from; at < to; at += every) this.#packet(host, at);
    return this;
  }

  sweep(at: number): this {
    this.#writer.sweep(BEGIN + at);
    return this;
  }

  setBack(): this {
    this.#writer.setBack();
    return this;
  }

  end(at: number): this {
    this.#writer.end(BEGIN + at);
    return this;
  }

  /** The flow will be named no more. */
  evict(host: number): this {
    const flow = this.#flows.get(host);
    if (flow) this.#writer.evict([flow]);
    this.#flows.delete(host);
    return this;
  }

  /** As `evict`, but it is named all the same. */
  evictOnly(host: number): this {
    this.#writer.evict([this.#flows.get(host)!]);
    return this;
  }

  /** The message that what was written is; an empty one if nothing was. */
  message(): Uint8Array {
    const body = this.#writer.take() ?? { time: 0, bytes: new Uint8Array() };
    return encodeMessage({ finite: this.#finite, run: this.#run, sequence: ++this.#sequence, fingerprint, time: body.time }, body.bytes);
  }

  /** Begins a new run, as the next process of this tap would. */
  beginAnew(): this {
    this.#run++;
    this.#sequence = 0;
    this.#writer = new PartitionWriter();
    this.#flows = new Map();
    return this;
  }

  #packet(host: number, at: number): void {
    let flow = this.#flows.get(host);
    if (!flow) {
      flow = { flow: { number: host, protocol: 17, a: { address: `10.0.${host >> 8}.${host & 255}`, port: 1000 }, b: { address: '192.0.2.1', port: 443 } }, local: -1, first: 0, last: 0, count: 0 };
      this.#flows.set(host, flow);
    }
    this.#writer.group.addPacket(flow, BEGIN + at, 2 * 1200);
    this.#writer.count(1);
    this.packets++;
  }
}
