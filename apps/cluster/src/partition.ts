import type { Flow } from '@tunnelscope/capture/batch';
import { flowHash, hashOfId } from '@tunnelscope/detector/flow-id';

/** Partitions of a stream that is made without saying how many. */
export const DEFAULT_PARTITIONS = 32;

/**
 * Where a flow's packets go: both directions to the same partition, whichever tap saw them.
 * @param partitions how many there are @returns 0 to partitions − 1
 */
export function partitionOf(flow: Pick<Flow, 'a' | 'b' | 'protocol'>, partitions: number): number {
  return flowHash(flow) % partitions;
}

/** The same, of a flow whose identifier is known. @param id made of true addresses */
export function partitionOfId(id: string, partitions: number): number {
  return hashOfId(id) % partitions;
}
