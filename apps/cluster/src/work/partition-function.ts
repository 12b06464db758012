import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { PartitionAnswers } from './answer-questions.ts';

/**
 * All that a partition's messages come to: the same messages in the same order give the same events, whichever worker takes them and
 * wherever it was restored in between. So nothing in it looks at a clock, draws lots or asks anybody.
 */
export interface PartitionFunction extends PartitionAnswers {
  /**
   * @param tap who sent the message @param bytes the message
   * @returns what happened to flows
   * @throws MessageError for a message that makes no sense, VersionError for one of a newer version; then nothing has changed
   */
  take(tap: string, bytes: Uint8Array): readonly EventLine[];
  /** All of its state. */
  snapshot(): Uint8Array;
  readonly summary: PartitionSummary;
  /** Taps that messages of others wait for. */
  readonly awaited: readonly string[];
}

export interface PartitionSummary {
  readonly flows: number;
  readonly packets: number;
  /** Packets that taps dropped. */
  readonly lost: number;
  /** Packets that came after their time had passed. */
  readonly late: number;
  /** Stream time, epoch ms; null before the first packet. */
  readonly now: number | null;
}

/** @param snapshot of an earlier owner; null at the beginning @throws VersionError for a snapshot of a newer version */
export type PartitionFactory = (partition: number, snapshot: Uint8Array | null) => PartitionFunction;
