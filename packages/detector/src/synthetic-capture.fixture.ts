import type { CaptureBatch, Flow, PacketBatch, SecondBatch } from '@tunnelscope/capture/batch';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { FlowRecord } from './flow-record.ts';
import { trackFlows, type TrackOptions } from './track.ts';
import { fixedWindows } from './window-plan.ts';

/** One packet of a capture made up for a test: epoch ms, bytes, 1 = sent by a, number of its flow. */
export type Packet = readonly [time: number, size: number, fromA: 0 | 1, flow?: number];

/** One row of a capture without packets: epoch ms, bytes and packets of each direction, number of its flow. */
export type Row = readonly [time: number, bytesFromA: number, bytesFromB: number, packetsFromA: number, packetsFromB: number, flow?: number];

/** An epoch time that is no whole second and no whole 200 ms. */
export const T0 = 1_600_000_000_123;

export function flowNumbered(number: number): Flow {
  return { number, a: { address: `192.0.2.${number + 1}`, port: 50_000 + number }, b: { address: '198.51.100.1', port: 1194 }, protocol: 17 };
}

/** Packets in batches of the given sizes, the last size again and again; each batch names its new flows. */
export function packetBatches(packets: readonly Packet[], sizes: readonly number[] = [4096], flows = flowNumbered): PacketBatch[] {
  const named = new Set<number>();
  return pieces(packets, sizes).map((piece) => ({
    kind: 'packets',
    count: piece.length,
    time: Float64Array.from(piece, ([time]) => time),
    nanoseconds: new Uint32Array(piece.length),
    size: Uint16Array.from(piece, ([, size]) => size),
    fromA: Uint8Array.from(piece, ([, , fromA]) => fromA),
    flow: Uint32Array.from(piece, (packet) => packet[3] ?? 0),
    newFlows: newOnes(piece.map((packet) => packet[3] ?? 0), named).map(flows),
    evictedFlows: [],
    tunnels: [],
  }));
}

export function secondBatch(rows: readonly Row[]): SecondBatch {
  const column = (index: 0 | 1 | 2 | 3 | 4) => Float64Array.from(rows, (row) => row[index]);
  return {
    kind: 'seconds',
    count: rows.length,
    time: column(0),
    flow: Uint32Array.from(rows, (row) => row[5] ?? 0),
    bytesFromA: column(1),
    bytesFromB: column(2),
    packetsFromA: column(3),
    packetsFromB: column(4),
    newFlows: newOnes(rows.map((row) => row[5] ?? 0), new Set()).map(flowNumbered),
    evictedFlows: [],
  };
}

export async function* streamed(batches: readonly CaptureBatch[]): AsyncGenerator<CaptureBatch> {
  yield* batches;
}

/** The records of a capture, in windows of 10 s unless `options` say otherwise. */
export async function recordsOf(batches: readonly CaptureBatch[], kernels: Kernels, options: Partial<TrackOptions> = {}): Promise<FlowRecord[]> {
  const records: FlowRecord[] = [];
  const tracked = trackFlows(streamed(batches), { kernels, plan: fixedWindows(10), clientOf: () => null, seed: false, ...options });
  for await (const record of tracked) records.push(record);
  return records;
}

function pieces(packets: readonly Packet[], sizes: readonly number[]): Packet[][] {
  const found: Packet[][] = [];
  for (let from = 0; from < packets.length; ) {
    const to = from + (sizes[found.length] ?? sizes.at(-1)!);
    found.push(packets.slice(from, to));
    from = to;
  }
  return found;
}

function newOnes(flows: readonly number[], named: Set<number>): number[] {
  const fresh = [...new Set(flows)].filter((flow) => !named.has(flow)).sort((a, b) => a - b);
  for (const flow of fresh) named.add(flow);
  return fresh;
}
