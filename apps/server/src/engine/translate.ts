import type { CaptureBatch, Flow, PacketBatch } from '@tunnelscope/capture/batch';
import type { FlowNumbers } from './flow-numbers.ts';
import type { PushedBatch } from './wire/pushed-batch.ts';

/** What a batch becomes for the detector, and how many of its packets were too old. */
export interface Translated {
  readonly batch: CaptureBatch;
  readonly late: number;
}

/** A pushed batch with the detector's flow numbers. @param earliest epoch ms: what was sent before is left out */
export function translatePushed(pushed: PushedBatch, numbers: FlowNumbers, earliest: number): Translated {
  const { swapped, newFlows, evictedFlows } = numbers.batch();
  const flows: (ReturnType<typeof swapped> | undefined)[] = [];
  const [time, flow, fromA, size, nanoseconds] = [new Float64Array(pushed.count), new Uint32Array(pushed.count), new Uint8Array(pushed.count), new Uint16Array(pushed.count), new Uint32Array(pushed.count)];
  let count = 0;
  for (let i = 0; i < pushed.count; i++) {
    if (pushed.time[i]! < earliest) continue;
    const local = pushed.flow[i]!;
    flows[local] ??= swapped(pushed.flows[local]!);
    const { number, swap } = flows[local];
    time[count] = pushed.time[i]!;
    nanoseconds[count] = pushed.nanoseconds[i]!;
    size[count] = pushed.size[i]!;
    flow[count] = number;
    fromA[count] = swap ? 1 - pushed.fromA[i]! : pushed.fromA[i]!;
    count++;
  }
  return { late: pushed.count - count, batch: { kind: 'packets', count, time, nanoseconds, size, flow, fromA, newFlows, evictedFlows, tunnels: [] } };
}

/** Gives the flows of a capture that is read here the detector's numbers. */
export class SourceTranslation {
  readonly #numbers: FlowNumbers;
  readonly #flows = new Map<number, Flow>();

  constructor(numbers: FlowNumbers) {
    this.#numbers = numbers;
  }

  translate(batch: CaptureBatch): CaptureBatch {
    for (const flow of batch.newFlows) this.#flows.set(flow.number, flow);
    const { swapped, newFlows, evictedFlows } = this.#numbers.batch();
    const told = new Map<number, ReturnType<typeof swapped>>();
    const tell = (number: number) => {
      const known = told.get(number) ?? swapped(this.#flows.get(number)!);
      told.set(number, known);
      return known;
    };
    const flow = batch.flow.slice(0, batch.count).map((number) => tell(number).number);
    const turned = [...told.values()].some(({ swap }) => swap);
    const rest = { flow, newFlows, evictedFlows };
    const translated: CaptureBatch = batch.kind === 'packets' ? { ...turnPackets(batch, turned, tell), ...rest, tunnels: batch.tunnels.map(({ flow: number, tunnel }) => ({ flow: tell(number).number, tunnel })) } : { ...batch, ...rest };
    for (const number of batch.evictedFlows) this.#flows.delete(number);
    if (batch.kind === 'packets' || !turned) return translated;
    const pick = (a: Float64Array, b: Float64Array) => a.slice(0, batch.count).map((value, i) => (tell(batch.flow[i]!).swap ? b[i]! : value));
    return {
      ...batch, ...rest,
      bytesFromA: pick(batch.bytesFromA, batch.bytesFromB), bytesFromB: pick(batch.bytesFromB, batch.bytesFromA),
      packetsFromA: pick(batch.packetsFromA, batch.packetsFromB), packetsFromB: pick(batch.packetsFromB, batch.packetsFromA),
    };
  }
}

function turnPackets(batch: PacketBatch, turned: boolean, tell: (number: number) => { readonly swap: boolean }): PacketBatch {
  if (!turned) return batch;
  return { ...batch, fromA: batch.fromA.slice(0, batch.count).map((fromA, i) => (tell(batch.flow[i]!).swap ? 1 - fromA : fromA)) };
}
