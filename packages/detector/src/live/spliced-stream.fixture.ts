import type { CaptureBatch, PacketBatch } from '@tunnelscope/capture/batch';
import { recordedBatches } from '../recorded-capture.fixture.ts';
import { flowNumbered } from '../synthetic-capture.fixture.ts';

/** One recorded packet: epoch ms, bytes, whether the flow's first endpoint sent it. */
export type Packet = readonly [time: number, size: number, fromA: 0 | 1];

/** The heaviest flow of a recorded capture, packet by packet, in order of arrival. */
export async function primaryPackets(name: string): Promise<Packet[]> {
  const flows = new Map<number, Packet[]>();
  for await (const batch of recordedBatches(name)) {
    if (batch.kind !== 'packets') throw new Error(`${name}: expected packets`);
    for (let i = 0; i < batch.count; i++) {
      const packets = flows.get(batch.flow[i]!) ?? [];
      flows.set(batch.flow[i]!, packets);
      packets.push([batch.time[i]!, batch.size[i]!, batch.fromA[i] as 0 | 1]);
    }
  }
  const bytes = (packets: readonly Packet[]) => packets.reduce((sum, [, size]) => sum + size, 0);
  return [...flows.values()].sort((x, y) => bytes(y) - bytes(x))[0]!;
}

/** The same packets, the first at `start`. */
export function shifted(packets: readonly Packet[], start: number): Packet[] {
  const by = start - packets[0]![0];
  return packets.map(([time, size, fromA]) => [time + by, size, fromA]);
}

/** Packets of one flow as batches of so many. */
export function flowBatches(packets: readonly Packet[], number = 0, size = 1000): PacketBatch[] {
  const batches: PacketBatch[] = [];
  for (let from = 0; from < packets.length; from += size) {
    const piece = packets.slice(from, from + size);
    batches.push({
      kind: 'packets',
      count: piece.length,
      time: Float64Array.from(piece, ([time]) => time),
      nanoseconds: new Uint32Array(piece.length),
      size: Uint16Array.from(piece, ([, bytes]) => bytes),
      flow: new Uint32Array(piece.length).fill(number),
      fromA: Uint8Array.from(piece, ([, , fromA]) => fromA),
      newFlows: from === 0 ? [flowNumbered(number)] : [],
      evictedFlows: [],
      tunnels: [],
    });
  }
  return batches;
}

export async function* streamOf(batches: readonly CaptureBatch[]): AsyncGenerator<CaptureBatch> {
  yield* batches;
}
