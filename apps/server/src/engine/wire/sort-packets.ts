import type { PushedBatch } from './pushed-batch.ts';

/**
 * Puts the packets of a batch into the order of their times, as windows need them; those of one time stay as they came.
 * @returns the batch itself where they are in order
 */
export function sortPackets(batch: PushedBatch): PushedBatch {
  const { count, time, nanoseconds } = batch;
  const compare = (x: number, y: number) => time[x]! - time[y]! || nanoseconds[x]! - nanoseconds[y]!;
  let next = 1;
  while (next < count && compare(next - 1, next) <= 0) next++;
  if (next >= count) return batch;
  // Sorting is stable, also of typed arrays.
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort(compare);
  return {
    ...batch,
    time: Float64Array.from(order, (i) => time[i]!),
    nanoseconds: Uint32Array.from(order, (i) => nanoseconds[i]!),
    size: Uint16Array.from(order, (i) => batch.size[i]!),
    flow: Uint32Array.from(order, (i) => batch.flow[i]!),
    fromA: Uint8Array.from(order, (i) => batch.fromA[i]!),
  };
}
