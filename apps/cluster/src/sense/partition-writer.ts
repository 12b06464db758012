import { ByteWriter } from '../message/byte-writer.ts';
import { type GroupedFlow, RowGroup } from '../message/row-group.ts';
import { MOST_STEPS, writeEnd, writeLost, writeSetBack, writeSweep } from '../message/step-form.ts';
import type { MessageBody } from './message-body.ts';

/** A message is full at about so many bytes; it takes 64 kB rarely, and never the megabyte that a server refuses. */
const FULL = 48_000;

/** Writes the messages of one partition. */
export class PartitionWriter {
  readonly group = new RowGroup();
  readonly #out = new ByteWriter();
  /** Epoch ms that the next times are counted from, and that those of the message are. */
  #time = 0;
  #start = 0;
  #packets = 0;
  #seen = 0;
  #steps = 0;

  get full(): boolean {
    return this.#out.length + this.group.bytes >= FULL || this.#steps >= MOST_STEPS / 2;
  }

  /** Makes rows of the kind the next ones. */
  useKind(kind: RowGroup['kind']): void {
    if (this.group.kind === kind) return;
    this.closeGroup();
    this.group.kind = kind;
  }

  count(packets: number): void {
    this.#packets += packets;
    this.#seen += packets;
  }

  /** Packets that were counted since this was last asked. */
  takeSeen(): number {
    const seen = this.#seen;
    this.#seen = 0;
    return seen;
  }

  evict(flows: readonly GroupedFlow[]): void {
    for (const flow of flows) this.group.evict(flow);
    // What comes next may be the same flow under a new number: that begins when this one has ended.
    this.closeGroup();
  }

  sweep(now: number): void {
    this.closeGroup();
    writeSweep(this.#out, this.#time, now);
    this.#time = now;
    this.#steps++;
  }

  setBack(): void {
    this.closeGroup();
    writeSetBack(this.#out);
    this.#steps++;
  }

  /** @param lost packets that are missing, and between when, in epoch ms */
  lost(lost: { readonly packets: number; readonly from: number; readonly to: number }): void {
    this.closeGroup();
    writeLost(this.#out, this.#time, lost);
    this.#steps++;
  }

  end(now: number): void {
    this.closeGroup();
    writeEnd(this.#out, this.#time, now);
  }

  /** What was written since this was last asked; null if nothing was. */
  take(): MessageBody | null {
    this.closeGroup();
    if (this.#out.length === 0) return null;
    const body = { time: this.#start, bytes: this.#out.take(), packets: this.#packets };
    this.#start = this.#time;
    this.#packets = 0;
    this.#steps = 0;
    return body;
  }

  closeGroup(): void {
    if (this.group.empty) return;
    this.group.write(this.#out, this.#time);
    this.#steps++;
  }
}
