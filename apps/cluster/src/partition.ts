import type { Flow } from '@tunnelscope/capture/batch';
import { flowHash } from '@tunnelscope/detector/flow-id';

/** Partitions of a stream that is made without saying how many. */
export const DEFAULT_PARTITIONS = 32;

/**
 * Where a flow's packets go: both directions to the same partition, whichever tap saw them.
 * @param partitions how many there are @returns 0 to partitions − 1
 */
export function partitionOf(flow: Pick<Flow, 'a' | 'b' | 'protocol'>, partitions: number): number {
  return flowHash(flow) % partitions;
}
