import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import { ByteReader } from '../message/byte-reader.ts';
import { ByteWriter } from '../message/byte-writer.ts';
import { STEP } from '../message/codes.ts';
import { writeEvicted, writeLabels, writeNewFlows } from '../message/flow-lists.ts';
import type { MessageStep, PacketRows, SecondRows } from '../message/message.ts';
import { readSteps, writeLost, writeSetBack } from '../message/step-form.ts';
import type { MessageBody } from './message-body.ts';

/** A message is as full with so many definitions of flows, ends or labels: it stays well below what a server refuses. */
const AT_ONCE = 4000;

/** What must still be told of messages of a partition that were dropped: which flows there are, and what is missing. */
export class Carry {
  readonly #newFlows = new Map<number, Flow>();
  readonly #labels = new Map<number, Tunnel | null>();
  readonly #evicted = new Set<number>();
  #setBack = false;
  #lost = { packets: 0, from: Infinity, to: -Infinity };

  get empty(): boolean {
    return !this.#setBack && this.#lost.packets + this.#newFlows.size + this.#labels.size + this.#evicted.size === 0;
  }

  /** Whether one message can tell it all. */
  get fitsOne(): boolean {
    return Math.max(this.#newFlows.size, this.#labels.size, this.#evicted.size) <= AT_ONCE;
  }

  /** Takes in what a dropped message said. */
  drop({ time, bytes, packets }: MessageBody): void {
    this.#lost.packets += packets;
    for (const step of readSteps(new ByteReader(bytes), time)) this.#take(step);
  }

  /** Tells it, or the first part of it if it does not fit one message. @param time epoch ms that times are counted from @returns steps */
  take(time: number): Uint8Array {
    const out = new ByteWriter();
    if (this.#setBack) writeSetBack(out);
    if (this.#lost.packets > 0) writeLost(out, time, this.#lost);
    const flows = first(this.#newFlows).sort(([one], [other]) => one - other);
    // A label waits until its flow is named.
    const labels = this.#newFlows.size > flows.length ? [] : first(this.#labels);
    const evicted = [...this.#evicted].slice(0, AT_ONCE);
    if (flows.length + labels.length + evicted.length > 0) {
      out.byte(STEP.packets);
      writeNewFlows(out, flows.map(([local, flow]) => ({ local, flow })));
      // No rows, in no runs.
      out.varint(0);
      out.varint(0);
      writeLabels(out, labels.map(([local, tunnel]) => ({ flow: { local }, tunnel, after: 0 })));
      writeEvicted(out, evicted);
    }
    for (const [local] of flows) this.#newFlows.delete(local);
    for (const [local] of labels) this.#labels.delete(local);
    for (const local of evicted) this.#evicted.delete(local);
    this.#setBack = false;
    this.#lost = { packets: 0, from: Infinity, to: -Infinity };
    return out.take();
  }

  #take(step: MessageStep): void {
    if (step.kind === 'setBack') this.#setBack = true;
    if (step.kind === 'packets' || step.kind === 'seconds') this.#takeRows(step);
    if (step.kind === 'lost') {
      this.#lost.packets += step.packets;
      this.#lostAt(step.from);
      this.#lostAt(step.to);
    }
  }

  #takeRows({ newFlows, tunnels, evictedFlows, time }: PacketRows | SecondRows): void {
    for (const at of time) this.#lostAt(at);
    for (const flow of newFlows) this.#newFlows.set(flow.number, flow);
    for (const { flow, tunnel } of tunnels) this.#labels.set(flow, tunnel);
    for (const number of evictedFlows) {
      this.#labels.delete(number);
      // What nobody has heard of needs no end.
      if (!this.#newFlows.delete(number)) this.#evicted.add(number);
    }
  }

  #lostAt(time: number): void {
    this.#lost.from = Math.min(this.#lost.from, time);
    this.#lost.to = Math.max(this.#lost.to, time);
  }
}

function first<V>(map: ReadonlyMap<number, V>): [number, V][] {
  return [...map].slice(0, AT_ONCE);
}
