import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import type { Resolution } from '@tunnelscope/model';
import type { PollIntervals } from '@tunnelscope/model/features/packet';
import type { SeedFeatures } from '@tunnelscope/model/features/seed';

/** A flow that has ended (or whose capture has), with everything a verdict needs and not a packet more. */
export interface FlowRecord {
  readonly flow: Flow;
  /** The tunnel it was last recognised as: a label, which no feature and no verdict depends on. */
  readonly tunnel: Tunnel | null;
  /**
   * The side that receives the heavier direction, unless the caller named its clients. The whole flow decides, but at
   * packet resolution it stands once 10 MB were seen, ten times as much one way as the other.
   */
  readonly client: 'a' | 'b';
  readonly resolution: Resolution;
  /** Epoch ms of the first packet, or of the first second. */
  readonly start: number;
  /** From the first packet to the last; at one-second resolution the seconds covered. */
  readonly durationSeconds: number;
  readonly packets: number;
  readonly bytesDown: number;
  readonly bytesUp: number;
  /** In ascending order of their end. */
  readonly windows: readonly WindowSample[];
  /** Of the whole flow; null unless they were asked for. */
  readonly seed: SeedFeatures | null;
  /** Packets that came after their window was closed: in the totals, in no window. */
  readonly latePackets: number;
}

/** One window of a flow, turned into features. */
export interface WindowSample {
  /** Seconds from the flow's first packet. */
  readonly start: number;
  readonly seconds: number;
  readonly packets: number;
  readonly bytesDown: number;
  readonly bytesUp: number;
  /** LIVENESS_PACKET or LIVENESS_SECOND, as the flow's resolution says. */
  readonly liveness: Float64Array;
  /** KIND. */
  readonly kind: Float64Array;
  /** At packet resolution, for the words of reasons alone. */
  readonly pollIntervals?: PollIntervals | undefined;
  /** Of this window; null unless they were asked for. */
  readonly seed: SeedFeatures | null;
}
