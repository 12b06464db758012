import type { Flow, FlowTunnel } from '@tunnelscope/capture/batch';

/** Version of the form that this program writes, and the newest that it reads. */
export const VERSION = 1;

/** Times lie within this of the epoch, either way, in ms: differences of two are then exact in a varint. */
export const TIME_LIMIT = 2 ** 49;

export interface MessageHeader {
  /** The tap reads something that ends, a file. */
  readonly finite: boolean;
  /** Grows each time that the tap begins anew. */
  readonly run: number;
  /** From 1 on in each run and partition, without gaps. */
  readonly sequence: number;
  /** What the tap reads and how, 8 bytes: a tap with the same one makes the same messages. */
  readonly fingerprint: Uint8Array;
  /** Epoch ms that the first times of the message are counted from. */
  readonly time: number;
}

/** What a tap saw of one partition, in order. Without steps: the tap is there. */
export interface Message {
  readonly header: MessageHeader;
  readonly steps: readonly MessageStep[];
}

export type MessageStep =
  | PacketRows
  | SecondRows
  /** `now` in epoch ms. */
  | { readonly kind: 'sweep'; readonly now: number }
  | { readonly kind: 'setBack' }
  /** `now` in epoch ms, null if nothing ever came. */
  | { readonly kind: 'end'; readonly now: number | null }
  | LostStep;

/** Packets that the tap had to drop, with the time of the first and the last one, in epoch ms. */
export interface LostStep {
  readonly kind: 'lost';
  readonly packets: number;
  readonly from: number;
  readonly to: number;
}

/** Rows grouped by flow: run after run of rows of one flow each, in the order that the tap saw them in. */
interface FlowRuns {
  /** Flows that are known from here on; `number` is the tap's own, of this run and partition. */
  readonly newFlows: readonly Flow[];
  /** Number of the flow of each run, ascending. */
  readonly runFlow: Uint32Array;
  /** Index behind the last row of each run. */
  readonly runEnd: Uint32Array;
  /** Epoch ms of each row. */
  readonly time: Float64Array;
  readonly tunnels: readonly RunTunnel[];
  /** Flows that end behind these rows. */
  readonly evictedFlows: readonly number[];
}

export interface PacketRows extends FlowRuns {
  readonly kind: 'packets';
  /** IP total length in bytes. */
  readonly size: Uint16Array;
  /** 1 = sent by the flow's endpoint a. */
  readonly fromA: Uint8Array;
}

export interface SecondRows extends FlowRuns {
  readonly kind: 'seconds';
  readonly bytesFromA: Float64Array;
  readonly bytesFromB: Float64Array;
  readonly packetsFromA: Float64Array;
  readonly packetsFromB: Float64Array;
}

/** What a flow was found to be. */
export interface RunTunnel extends FlowTunnel {
  /** Rows of the flow's run in this step that come before it. */
  readonly after: number;
}
