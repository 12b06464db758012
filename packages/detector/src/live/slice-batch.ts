import type { CaptureBatch, FlowTunnel } from '@tunnelscope/capture/batch';

/**
 * Rows of a batch as a batch: new flows come with the first, evicted ones with the last, a tunnel with a row of its flow.
 * @param tunnels those that no piece has had so far; what this piece takes is removed
 */
export function sliceBatch(batch: CaptureBatch, from: number, to: number, tunnels: FlowTunnel[]): CaptureBatch {
  if (from === 0 && to === batch.count) return batch;
  const rest = {
    count: to - from,
    newFlows: from === 0 ? batch.newFlows : [],
    evictedFlows: to === batch.count ? batch.evictedFlows : [],
    time: batch.time.subarray(from, to),
    flow: batch.flow.subarray(from, to),
  };
  if (batch.kind === 'packets') {
    const { nanoseconds, size, fromA } = batch;
    const named = tunnels.filter(({ flow }) => to === batch.count || rest.flow.includes(flow));
    for (const tunnel of named) tunnels.splice(tunnels.indexOf(tunnel), 1);
    return {
      ...rest, kind: 'packets', tunnels: named,
      nanoseconds: nanoseconds.subarray(from, to), size: size.subarray(from, to), fromA: fromA.subarray(from, to),
    };
  }
  const { bytesFromA, bytesFromB, packetsFromA, packetsFromB } = batch;
  return {
    ...rest, kind: 'seconds',
    bytesFromA: bytesFromA.subarray(from, to), bytesFromB: bytesFromB.subarray(from, to),
    packetsFromA: packetsFromA.subarray(from, to), packetsFromB: packetsFromB.subarray(from, to),
  };
}
