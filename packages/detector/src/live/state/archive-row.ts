import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { sliceBatch } from '../slice-batch.ts';
import type { StateArchive } from './state-archive.ts';

/** Writes or reads one row of a batch, or none. @returns it as a batch of its own */
export function archiveRow(state: StateArchive, held: { readonly batch: CaptureBatch; readonly row: number } | null): CaptureBatch | null {
  if (!state.flag(held !== null)) return null;
  const row = held && sliceBatch(held.batch, held.row, held.row + 1, []);
  const packets = row?.kind === 'packets' ? row : null;
  const seconds = row?.kind === 'seconds' ? row : null;
  const common = {
    count: 1, newFlows: [], evictedFlows: [],
    time: Float64Array.of(state.number(row?.time[0] ?? 0)),
    flow: Uint32Array.of(state.number(row?.flow[0] ?? 0)),
  };
  if (state.flag(packets !== null)) {
    return {
      ...common, kind: 'packets', tunnels: [],
      nanoseconds: Uint32Array.of(state.number(packets?.nanoseconds[0] ?? 0)),
      size: Uint16Array.of(state.number(packets?.size[0] ?? 0)),
      fromA: Uint8Array.of(state.number(packets?.fromA[0] ?? 0)),
    };
  }
  return {
    ...common, kind: 'seconds',
    bytesFromA: Float64Array.of(state.number(seconds?.bytesFromA[0] ?? 0)),
    bytesFromB: Float64Array.of(state.number(seconds?.bytesFromB[0] ?? 0)),
    packetsFromA: Float64Array.of(state.number(seconds?.packetsFromA[0] ?? 0)),
    packetsFromB: Float64Array.of(state.number(seconds?.packetsFromB[0] ?? 0)),
  };
}
