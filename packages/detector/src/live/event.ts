import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import type { Verdict } from '@tunnelscope/model/verdict';
import type { LiveFlow } from './live-flow.ts';

/** Something that happened to a flow, with its time. A flow's events come in order of their numbers. */
export type LiveEvent = VerdictEvent | ClientEvent | TunnelEvent | EndEvent;

interface FlowEvent {
  readonly flow: Flow;
  /** 0 for the flow's first event, then 1, 2, … */
  readonly number: number;
  /** Epoch ms of the traffic, not of the clock on the wall. */
  readonly time: number;
}

/** The flow has another verdict than before. */
export interface VerdictEvent extends FlowEvent {
  readonly kind: 'verdict';
  readonly verdict: Verdict;
  /** What it was before; null if this is the first. */
  readonly before: Verdict['verdict'] | null;
  /** Whether other content began in the same tunnel, or a better look at the same content corrected the verdict. */
  readonly cause: 'first' | 'correction' | 'change of content';
  /** Epoch ms from which on the verdict holds: for a change of content about when it began. */
  readonly since: number;
}

/** The traffic shows that the other end is the client: all windows so far are forgotten. */
export interface ClientEvent extends FlowEvent {
  readonly kind: 'client';
  readonly client: 'a' | 'b';
}

export interface TunnelEvent extends FlowEvent {
  readonly kind: 'tunnel';
  readonly tunnel: Tunnel | null;
}

/** The flow is followed no longer. */
export interface EndEvent extends FlowEvent {
  readonly kind: 'end';
  /** As it was at its end. */
  readonly last: LiveFlow;
  /** Silent for too long, forgotten for want of memory, the clock made a jump, or the capture ended. */
  readonly reason: 'idle' | 'evicted' | 'clock' | 'capture ended';
}
