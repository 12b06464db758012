import type { CaptureBatch, Flow } from '../packages/capture/src/batch.ts';

interface Totals {
  readonly flow: Flow;
  /** Index 0: sent by a, 1: sent by b. */
  readonly packets: [number, number];
  readonly bytes: [number, number];
  firstMs: number;
  lastMs: number;
}

/** Sums over whole captures, flow by flow, in the form of the expectations in test-data/. */
export class FlowTotals {
  readonly #flows: Totals[] = [];

  add(batch: CaptureBatch): void {
    for (const flow of batch.newFlows) {
      if (flow.number !== this.#flows.length) throw new Error(`flow ${flow.number} is named after ${this.#flows.length} others`);
      this.#flows.push({ flow, packets: [0, 0], bytes: [0, 0], firstMs: Infinity, lastMs: -Infinity });
    }
    for (let i = 0; i < batch.count; i++) {
      const totals = this.#flows[batch.flow[i]!]!;
      if (batch.time[i]! < totals.firstMs) totals.firstMs = batch.time[i]!;
      if (batch.time[i]! > totals.lastMs) totals.lastMs = batch.time[i]!;
      if (batch.kind === 'packets') {
        const sender = batch.fromA[i] ? 0 : 1;
        totals.packets[sender]++;
        totals.bytes[sender] += batch.size[i]!;
      } else {
        totals.packets[0] += batch.packetsFromA[i]!;
        totals.packets[1] += batch.packetsFromB[i]!;
        totals.bytes[0] += batch.bytesFromA[i]!;
        totals.bytes[1] += batch.bytesFromB[i]!;
      }
    }
  }

  summary() {
    const sum = (pair: readonly [number, number]) => pair[0] + pair[1];
    const heaviest = this.#flows.toSorted((left, right) => sum(right.bytes) - sum(left.bytes))[0];
    return {
      packets: this.#flows.reduce((total, { packets }) => total + sum(packets), 0),
      bytes: this.#flows.reduce((total, { bytes }) => total + sum(bytes), 0),
      flows: this.#flows.length,
      heaviest: heaviest ? describeFlow(heaviest) : null,
    };
  }
}

function describeFlow({ flow, packets, bytes, firstMs, lastMs }: Totals) {
  const endpoints = [flow.a, flow.b].map(({ address, port }, i) => ({ address, port, packets: packets[i]!, bytes: bytes[i]! }));
  return { protocol: flow.protocol, endpoints: endpoints.sort((left, right) => right.bytes - left.bytes), firstMs, lastMs };
}
