import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';

/**
 * Workers elsewhere that follow the flows, each of its partitions, and what they told. Whoever starts the service hands
 * them in. What cannot be had now is an error of the name WorkersError, its message in words for the user.
 */
export interface Workers {
  /** Where they are asked, such as `nats://127.0.0.1:4222`. */
  readonly name: string;
  /** Why events cannot be followed now, a WorkersError; null while they can. */
  readonly fault: Error | null;
  /**
   * What happened, in order, none of it missing and none twice, over as many connections as it takes.
   * @param reached the position up to which the events of a log are known; null: none is
   * @returns once the signal is given
   */
  events(reached: (log: string) => number | null, signal: AbortSignal): AsyncIterable<ToldEvents>;
  /** What each partition's worker has counted; partitions without one are not among them. */
  counts(): Promise<readonly PartitionCounts[]>;
  /** All flows, as they were a few seconds ago at most. */
  flows(): Promise<readonly PartitionFlows[]>;
  /** All about the flow of an identifier; null if none is followed. @throws WorkersError also where its partition has no worker */
  about(id: string): Promise<(FlowLine & FlowPast & { readonly bitsPerSecond: number }) | null>;
  /** The traffic of these flows as it is now. */
  traffic(ids: readonly string[], seconds: number): Promise<ToldTraffic>;
  /** How each partition stands, ascending. */
  partitions(): Promise<readonly PartitionState[]>;
  close(): Promise<void>;
}

/** Events that were published together. */
export interface ToldEvents {
  /** Names the log that the position is of: another one counts anew. */
  readonly log: string;
  /** Ascends from one to the next, not always by 1. */
  readonly position: number;
  /** Messages before this one that were deleted before they could be read. */
  readonly missed: number;
  readonly lines: readonly ToldLine[];
}

/** An event; of a flow that ended also its last minutes, where the worker tells of them. */
export type ToldLine = EventLine & { readonly past?: FlowPast };

export interface PartitionCounts {
  readonly partition: number;
  /** Epoch ms of the stream; null before its first packet. */
  readonly now: number | null;
  readonly packets: number;
  readonly bytes: number;
  readonly followed: number;
  readonly verdicts: Readonly<Record<FlowLine['verdict'], number>>;
  /** Flows since the stream's beginning, and those that left because they were silent, or for want of memory. */
  readonly met: number;
  readonly idle: number;
  readonly evicted: number;
  readonly windows: number;
  /** Packets that were not judged: late, of flows that nobody knows (taps themselves tell of those of an impossible time), lost by taps. */
  readonly late: number;
  readonly stray: number;
  readonly lost: number;
}

export interface PartitionFlows extends Pick<PartitionCounts, 'partition' | 'now'> {
  readonly flows: readonly (FlowLine & { readonly bitsPerSecond: number })[];
}

export interface ToldTraffic {
  /** Epoch ms of the stream; null before its first packet. */
  readonly now: number | null;
  /** In the order that was asked for; null: not followed. `bytes` are those of the downlink in each of the last full seconds before `now`. */
  readonly flows: readonly ({ readonly bitsPerSecond: number; readonly bytesDown: number; readonly probability: number | null; readonly bytes: readonly number[] } | null)[];
}

export interface PartitionState {
  readonly partition: number;
  /** The worker that works on it; null: none does. */
  readonly owner: string | null;
  /** Messages that wait for it; null where nobody knows. */
  readonly lag: number | null;
  /** Flows that are followed, and packets that taps had to drop; null where there is no worker to say so. */
  readonly flows: number | null;
  readonly lost: number | null;
  /** Seconds since its flow table was last kept; null: never, or nobody knows. */
  readonly snapshotAge: number | null;
}
