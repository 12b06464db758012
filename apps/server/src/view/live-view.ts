import type { EventFeed } from '../engine/event-feed.ts';
import type { Engine } from '../engine/engine.ts';
import type { Stats } from '../schemas/stats.ts';
import type { Traffic } from '../schemas/traffic.ts';
import type { FlowFilter, FlowOrder, FlowPlace } from '../store/flow-history.ts';
import type { StoreError } from '../store/store-error.ts';

/** A flow in a list: where it stands, and how it is shown. */
export interface ListedFlow extends FlowPlace {
  readonly flow: () => object;
}

/** What the view counts, of all that `/v1/stats` answers. */
export type ViewCounts = Pick<Stats, 'time' | 'packets' | 'bytes' | 'flows' | 'windows' | 'dropped' | 'queue' | 'source' | 'partitions'>;

export interface TrafficQuestion {
  /** Identifiers of flows whose downlink is wanted. */
  readonly flows: readonly string[];
  /** How many of its last full seconds. */
  readonly seconds: number;
  readonly rates: 'all' | 'asked';
}

/** What is followed now, by the detector of this process or by workers elsewhere. Routes ask nothing else. */
export interface LiveView {
  readonly feed: EventFeed;
  /** Why what happens cannot be kept, and so is not sent; null while it can. */
  readonly fault: StoreError | null;
  /** What takes batches of sensors in; null where packets come from taps alone. */
  readonly intake: Pick<Engine, 'push'> | null;
  /** Flows that are followed now, as `FlowHistory.find` has those that ended. @throws Problem if they cannot be had now, as all of these do */
  list(filter: FlowFilter, order: FlowOrder, after: FlowPlace | null, most: number): Promise<readonly ListedFlow[]>;
  /** All about a flow as `/v1/flows/{id}` shows it; null if none of this identifier is followed. */
  about(id: string): Promise<object | null>;
  traffic(question: TrafficQuestion): Promise<Traffic>;
  counts(): Promise<ViewCounts>;
  /** @throws Problem that says why requests should not be sent here */
  checkReady(): Promise<void>;
  /** Keeps what was accepted, and ends. */
  close(): Promise<void>;
}
