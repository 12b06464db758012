import type { Flow } from '@tunnelscope/capture/batch';
import { flowId } from '@tunnelscope/detector/flow-id';

/** Partitions of a stream that is made without saying how many. */
export const DEFAULT_PARTITIONS = 32;

/** Of the 12 hex digits of a flow's identifier so many decide: 32 bits are plenty for any number of partitions. */
const DIGITS = 8;

/**
 * Where a flow's packets go: both directions to the same partition, whichever tap saw them.
 * @param partitions how many there are @returns 0 to partitions − 1
 */
export function partitionOf(flow: Pick<Flow, 'a' | 'b' | 'protocol'>, partitions: number): number {
  return partitionOfId(flowId(flow), partitions);
}

/** The same, of a flow whose identifier is known. @param id made of true addresses */
export function partitionOfId(id: string, partitions: number): number {
  return Number.parseInt(id.slice(0, DIGITS), 16) % partitions;
}
