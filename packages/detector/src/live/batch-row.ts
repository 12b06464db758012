import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { LiveFlow } from './live-flow.ts';
import type { PacketStore } from './packet-store.ts';
import type { SecondStore } from './second-store.ts';

/** Packets that a row of a batch stands for. */
export function packetsOf(batch: CaptureBatch, row: number): number {
  return batch.kind === 'packets' ? 1 : batch.packetsFromA[row]! + batch.packetsFromB[row]!;
}

/** Takes a row into its flow. @param state whose store is of the batch's kind @returns its bytes */
export function addRow(state: LiveFlow<PacketStore> | LiveFlow<SecondStore>, batch: CaptureBatch, row: number): number {
  const time = batch.time[row]!;
  if (batch.kind === 'packets') {
    const size = batch.size[row]!;
    const fromA = batch.fromA[row]!;
    state.count(time, 1, fromA ? size : 0, fromA ? 0 : size);
    (state.store as PacketStore).add(time, size, fromA);
    return size;
  }
  const fromA = batch.bytesFromA[row]!;
  const fromB = batch.bytesFromB[row]!;
  state.count(time, packetsOf(batch, row), fromA, fromB);
  (state.store as SecondStore).add(time, fromA, fromB, batch.packetsFromA[row]!, batch.packetsFromB[row]!);
  return fromA + fromB;
}
