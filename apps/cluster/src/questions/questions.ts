import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';

/**
 * What readers ask the owner of a partition, as a request of core NATS with JSON in it. To `flowsSubject`: the answer is one message
 * of counts, or, with `lines`, pages of all flows. To `flowSubject`: one message, about a flow or the traffic of some.
 */
export interface FlowsQuestion {
  readonly lines: boolean;
}

export type FlowQuestion = { readonly id: string } | { readonly ids: readonly string[]; readonly seconds: number };

/** A flow of a page. */
export type ListedLine = FlowLine & { readonly bitsPerSecond: number };

/** All about one flow. */
export type FlowAbout = ListedLine & FlowPast;

/** What a partition has counted since the stream's beginning. */
export interface PartitionCounts {
  /** Epoch ms of the stream; null before its first packet. */
  readonly now: number | null;
  readonly packets: number;
  readonly bytes: number;
  /** Flows that are followed, by their verdicts too. */
  readonly followed: number;
  readonly verdicts: Readonly<Record<FlowLine['verdict'], number>>;
  /** Flows met, and those that left because they were silent, or for want of memory. */
  readonly met: number;
  readonly idle: number;
  readonly evicted: number;
  /** Windows judged. */
  readonly windows: number;
  /** Packets not judged: late, of flows that nobody knows (those of an impossible time taps leave out, and tell of themselves), dropped by taps. */
  readonly late: number;
  readonly stray: number;
  readonly lost: number;
}

/** What its owner answers. */
export interface OwnerCounts extends PartitionCounts {
  /** Messages of taps that wait. */
  readonly waiting: number;
}

/** The traffic of a flow; `bytes` are those of its downlink in each of the last full seconds. */
export interface FlowTraffic {
  readonly bitsPerSecond: number;
  readonly bytesDown: number;
  readonly probability: number | null;
  readonly bytes: readonly number[];
}

/** The answer to a question with `ids`, in their order; null: not followed. */
export interface TrafficAnswer {
  readonly now: number | null;
  readonly flows: readonly (FlowTraffic | null)[];
}

/** Flows whose traffic one question may ask for, and the seconds of it. */
export const MOST_IDS = 200;
export const MOST_SECONDS = 300;
