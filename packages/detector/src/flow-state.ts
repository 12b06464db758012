import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { FlowRecord, WindowSample } from './flow-record.ts';
import type { WindowPlan } from './window-plan.ts';

/** What is the same for all flows of a capture. */
export interface FlowContext {
  readonly kernels: Kernels;
  readonly plan: WindowPlan;
  /** The side that the caller named as client; null: the traffic decides. */
  readonly clientOf: (flow: Flow) => 'a' | 'b' | null;
  /** Whether the seed's features are wanted too: they need each flow's series from start to end. */
  readonly seed: boolean;
}

/** A flow being followed. */
export interface FlowState {
  /** Epoch ms of the latest packet or row so far. */
  readonly latest: number;
  /** Whether a packet at this time still belongs to the same sitting, or the clock or the flow made a jump. */
  continuesAt(time: number): boolean;
  /** @param tunnel what its packets showed of a tunnel, for the record alone */
  finish(tunnel: Tunnel | null): FlowRecord;
}

/** A jump back in time by more than this starts the flow anew: later windows could not be told from earlier ones. */
export const LARGEST_STEP_BACK = 60_000; // ms

/** Totals of each direction. The client is the side that received more bytes; where both received the same, a. */
export class Totals {
  packets = 0;
  bytesFromA = 0;
  bytesFromB = 0;

  add(packets: number, bytesFromA: number, bytesFromB: number): void {
    this.packets += packets;
    this.bytesFromA += bytesFromA;
    this.bytesFromB += bytesFromB;
  }

  client(named: 'a' | 'b' | null): 'a' | 'b' {
    return named ?? (this.bytesFromB >= this.bytesFromA ? 'a' : 'b');
  }
}

/** The windows of a flow seen from both of its ends, as long as it is not known which one is the client. */
export type WindowsBySide = Record<'a' | 'b', WindowSample[]>;
