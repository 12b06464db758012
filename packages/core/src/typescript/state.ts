import type { DecoderViews } from '../decoding/decoder.ts';

/** All that a decoder remembers: the arrays it shares, its tables, and the packet at hand. assembly/state.ts holds the same. */
export interface DecoderState extends DecoderViews {
  /** Elements of each column. */
  readonly capacity: number;
  rows: number;
  newFlows: number;
  evictions: number;
  tunnels: number;
  /** STOP_… that `decode` came back with last. */
  lastStop: number;

  // The flow table, flow-table.ts.
  readonly flowCapacity: number;
  /** A power of two, at least twice the capacity. Entry + 1 in each slot, 0 = free. */
  readonly slotCount: number;
  readonly slots: Int32Array;
  /** ENTRY_WORDS an entry. */
  readonly table: Uint32Array;
  /** What tunnel.ts has seen of each entry's packets, SHAPE_BYTES an entry. */
  readonly shapes: Uint8Array;
  entries: number;
  hand: number;
  flowsNumbered: number;

  // First fragments, fragments.ts.
  readonly fragmentKeys: Uint32Array;
  readonly fragmentTimes: Float64Array;
  readonly fragmentPorts: Uint32Array;
  readonly fragmentSlots: Int32Array;
  readonly fragmentNext: Int32Array;
  /** First fragments so far, and the number of the first since `reset`. */
  fragments: number;
  fragmentFloor: number;

  // The packet at hand: positions in the input, lengths in bytes.
  /** Epoch ms and nanoseconds beyond; a walker sets them, with start, end of the captured bytes and length on the wire. */
  packetTime: number;
  packetNanoseconds: number;
  packetStart: number;
  packetEnd: number;
  packetWire: number;
  /** Set by link.ts: where the IP header is, the version that the link layer says (0: none), length on the wire from there on. */
  ipStart: number;
  ipVersion: number;
  ipWire: number;
  /** Set by ip.ts. */
  ipSize: number;
  /** ADDRESS_IPV4 or ADDRESS_IPV6. */
  addressKind: number;
  sourceAt: number;
  destinationAt: number;
  protocol: number;
  /** Where the transport header starts. */
  transportAt: number;
  sourcePort: number;
  destinationPort: number;
  /** 1 = yes. */
  portsCut: number;
  firstFragment: number;
  laterFragment: number;
  fragmentId: number;
  /** Set by flow-table.ts: the packet's entry and flow number, and whether endpoint a sent it. */
  readonly key: Uint32Array;
  entry: number;
  flowNumber: number;
  sentByA: number;

  // A pcapng block that is being skipped: bytes still to go, and the length its trailer must repeat.
  skipBytes: number;
  skipLength: number;

  // The network-stats row at hand.
  /** Where each field starts; behind the last, where one more would. */
  readonly fieldStarts: Int32Array;
  /** Bytes from REPORT_POSITION on that are known to hold no line end. */
  scanned: number;
  lines: number;
  /** Order of the row's packets by time, if they do not ascend. */
  readonly order: Uint32Array;
  readonly orderWork: Uint32Array;
  /** The row's packets as its columns have them, `capacity` elements each: epoch ms, bytes, 1 = sent by IP1. */
  readonly rowTimes: Float64Array;
  readonly rowSizes: Uint32Array;
  readonly rowFromFirst: Uint8Array;
  /** Epoch ms of the row's second, and its counts. */
  rowTime: number;
  rowBytes12: number;
  rowBytes21: number;
  rowPackets12: number;
  rowPackets21: number;
  /** Packets that all packet columns have, the rows that they take, their bytes, and how many more the longest column has. */
  rowPackets: number;
  rowRows: number;
  rowBytes: number;
  rowIncomplete: number;
  /** WARN_…, how the packet columns contradict each other or the counts; −1: they do not. */
  rowContradiction: number;
  /** The address that STOP_ADDRESS asked about: 1 = IP1, 2 = IP2, 0 = none; and the numbers of the row's addresses, plus 1 (0 = not known). */
  addressAsked: number;
  firstAddress: number;
  secondAddress: number;
  /** Where the packet column's next item starts. */
  itemEnd: number;
}
