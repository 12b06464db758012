/** Subjects and names in the server: one prefix, so that rights can be given by it. */

export const PACKETS_STREAM = 'TUNNELSCOPE_PACKETS';
export const VERDICTS_STREAM = 'TUNNELSCOPE_VERDICTS';
/** What a worker could not understand, kept aside. */
export const REFUSED_STREAM = 'TUNNELSCOPE_REFUSED';
/** Key-value buckets: who works on what (expires), and how far each partition is. */
export const LEASES_BUCKET = 'tunnelscope-leases';
export const PARTITIONS_BUCKET = 'tunnelscope-partitions';
/** Object store of the partitions' flow tables. */
export const SNAPSHOTS_STORE = 'tunnelscope-snapshots';

/** A tap's name is one token of a subject. */
export const TAP_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** Where a tap publishes the packets of a partition. */
export function packetsSubject(partition: number, tap: string): string {
  return `tunnelscope.packets.${partition}.${tap}`;
}

/** Which of the processes that were this tap has sent a packets message: a number, higher for a later one. */
export const CLAIM_HEADER = 'Tunnelscope-Claim';

/** Where the owner of a partition publishes what happened to its flows. */
export function verdictsSubject(partition: number): string {
  return `tunnelscope.verdicts.${partition}`;
}

export function refusedSubject(partition: number): string {
  return `tunnelscope.refused.${partition}`;
}

/** What all taps publish of a partition. */
export function partitionSubjects(partition: number): string {
  return packetsSubject(partition, '*');
}

/** @returns the tap that published on a subject of {@link packetsSubject} */
export function tapOf(subject: string): string {
  return subject.slice(subject.lastIndexOf('.') + 1);
}

/** In both buckets: of a partition. */
export function partitionKey(partition: number): string {
  return `p.${partition}`;
}

/** Where the owner of a partition is asked what it has counted, or for its flows as they are now. */
export function flowsSubject(partition: number): string {
  return `tunnelscope.flows.${partition}`;
}

/** Where it is asked for all that is known of one flow, or for the traffic of some. */
export function flowSubject(partition: number): string {
  return `tunnelscope.flow.${partition}`;
}
