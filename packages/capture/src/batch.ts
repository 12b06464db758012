/** A piece of a capture, in the order of the capture. */
export type CaptureBatch = PacketBatch | SecondBatch;

/** Packets as columns of equal length. There is no object per packet anywhere. */
export interface PacketBatch {
  readonly kind: 'packets';
  readonly count: number;
  /** Whole epoch milliseconds, truncated. */
  readonly time: Float64Array;
  /** What `time` leaves out: nanoseconds within the millisecond, 0 … 999,999. */
  readonly nanoseconds: Uint32Array;
  /** IP total length in bytes, without the link layer. A longer packet (offload) stands as several at the same time. */
  readonly size: Uint16Array;
  /** Number of the flow, an index into all `newFlows` so far. */
  readonly flow: Uint32Array;
  /** 1 = sent by the flow's endpoint a, 0 = sent by b. */
  readonly fromA: Uint8Array;
  /** Flows that this batch names for the first time, in ascending order of number. */
  readonly newFlows: readonly Flow[];
  /** Flows that no later batch names: too many were known at once. One that comes again has a new number. */
  readonly evictedFlows: readonly number[];
  /** What this batch's packets showed of tunnels: a later label of a flow replaces an earlier one. */
  readonly tunnels: readonly FlowTunnel[];
}

/** Rows of one second and one flow (network-stats without packet columns), as columns of equal length. */
export interface SecondBatch {
  readonly kind: 'seconds';
  readonly count: number;
  /** Epoch milliseconds of the start of the second. */
  readonly time: Float64Array;
  readonly flow: Uint32Array;
  readonly bytesFromA: Float64Array;
  readonly bytesFromB: Float64Array;
  readonly packetsFromA: Float64Array;
  readonly packetsFromB: Float64Array;
  readonly newFlows: readonly Flow[];
  readonly evictedFlows: readonly number[];
}

/** An unordered 5-tuple: a packet and its answer belong to the same flow. */
export interface Flow {
  readonly number: number;
  readonly a: Endpoint;
  readonly b: Endpoint;
  /** IP protocol number: 6 TCP, 17 UDP, … */
  readonly protocol: number;
}

/** A tunnel recognised by the shape of its packets: a label for people, never an input of a model. */
export type Tunnel = 'wireguard' | 'openvpn' | 'ipsec' | 'dtls';

export interface FlowTunnel {
  /** Number of the flow. */
  readonly flow: number;
  /** Null: it is none after all. */
  readonly tunnel: Tunnel | null;
}

export interface Endpoint {
  /** Canonical text (IPv6 as RFC 5952 has it), or whatever text a CSV had in its place. */
  readonly address: string;
  /** 0 where the protocol has none, or it is not known. */
  readonly port: number;
}
