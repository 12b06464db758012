import type { CaptureBatch, SecondBatch } from '@tunnelscope/capture/batch';
import type { LiveFlow } from './live-flow.ts';
import type { SecondStore } from './second-store.ts';

/** Packets that a row of a batch stands for. */
export function packetsOf(batch: CaptureBatch, row: number): number {
  return batch.kind === 'packets' ? 1 : batch.packetsFromA[row]! + batch.packetsFromB[row]!;
}

/** Takes a row into its flow. @returns its bytes */
export function addSecond(state: LiveFlow<SecondStore>, batch: Pick<SecondBatch, 'time' | 'bytesFromA' | 'bytesFromB' | 'packetsFromA' | 'packetsFromB'>, row: number): number {
  const time = batch.time[row]!;
  const fromA = batch.bytesFromA[row]!;
  const fromB = batch.bytesFromB[row]!;
  state.count(time, batch.packetsFromA[row]! + batch.packetsFromB[row]!, fromA, fromB);
  state.store.add(time, fromA, fromB, batch.packetsFromA[row]!, batch.packetsFromB[row]!);
  return fromA + fromB;
}
