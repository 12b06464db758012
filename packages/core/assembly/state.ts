import { KEY_WORDS } from "../src/decoding/codes";

/** All that a decoder remembers, as src/typescript/state.ts explains it. Arrays are addresses; src/wasm/decoder.ts fills them in. */
@unmanaged
export class DecoderState {
  // Written by src/wasm/decoder.ts, in this order; that of the arrays is that of src/decoding/arrays.ts.
  inputLength: i32;
  capacity: i32;
  flowCapacity: i32;
  slotCount: i32;
  settings: usize;
  interfaces: usize;
  report: usize;
  skipped: usize;
  warnings: usize;
  warningPlace: usize;
  warningValue: usize;
  slots: usize;
  table: usize;
  shapes: usize;
  fragmentKeys: usize;
  fragmentTimes: usize;
  fragmentPorts: usize;
  fragmentSlots: usize;
  fragmentNext: usize;
  fieldStarts: usize;
  time: usize;
  nanoseconds: usize;
  size: usize;
  flow: usize;
  fromA: usize;
  bytesFromA: usize;
  bytesFromB: usize;
  packetsFromA: usize;
  packetsFromB: usize;
  newFlowKeys: usize;
  evicted: usize;
  tunnelFlow: usize;
  tunnelKind: usize;
  order: usize;
  orderWork: usize;
  rowTimes: usize;
  rowSizes: usize;
  rowFromFirst: usize;
  input: usize;

  // The decoder's own.
  rows: i32;
  newFlows: i32;
  evictions: i32;
  tunnels: i32;
  lastStop: i32;
  entries: i32;
  hand: i32;
  flowsNumbered: u32;
  fragments: i32;
  fragmentFloor: i32;
  packetTime: f64;
  packetNanoseconds: u32;
  packetStart: i32;
  packetEnd: i32;
  packetWire: u32;
  ipStart: i32;
  ipVersion: i32;
  ipWire: u32;
  ipSize: u32;
  addressKind: i32;
  sourceAt: i32;
  destinationAt: i32;
  protocol: i32;
  transportAt: i32;
  sourcePort: i32;
  destinationPort: i32;
  portsCut: i32;
  firstFragment: i32;
  laterFragment: i32;
  fragmentId: u32;
  key: usize;
  entry: i32;
  flowNumber: u32;
  sentByA: i32;
  skipBytes: f64;
  skipLength: u32;
  scanned: i32;
  lines: f64;
  rowTime: f64;
  rowBytes12: f64;
  rowBytes21: f64;
  rowPackets12: f64;
  rowPackets21: f64;
  rowBytes: f64;
  rowPackets: i32;
  rowRows: i32;
  rowIncomplete: i32;
  rowContradiction: i32;
  addressAsked: i32;
  firstAddress: i32;
  secondAddress: i32;
  itemEnd: i32;
}

/** One decoder an instance of the module. */
export const state = changetype<DecoderState>(memory.data(offsetof<DecoderState>(), 16));
state.key = memory.data(KEY_WORDS * 4, 16);
