import {
  ENTRY_WORDS, FORMAT_NETWORK_STATS, FORMAT_PCAP, FORMAT_PCAPNG, FRAGMENT_SLOTS, FRAGMENTS_KEPT, INTERFACE_WORDS, KEY_WORDS, MOST_FIELDS, MOST_INTERFACES, REPORT_EVICTED, REPORT_FLOWS,
  REPORT_FLOWS_EVICTED, REPORT_NEW_FLOWS, REPORT_ROWS, REPORT_TUNNELS, REPORTS, SETTINGS, SHAPE_BYTES, SKIPS, STOP_COLUMNS_FULL, STOP_FAULT, STOP_LONG_ROW, WARNINGS,
} from "../src/decoding/codes";
import { assertArray, write } from "./arrays";
import { clearColumns } from "./columns";
import { forgetFlows } from "./flow-table";
import { forgetFragments } from "./fragments";
import { decodeNetworkStats, forgetLine } from "./network-stats";
import { decodePcap } from "./pcap";
import { decodePcapng } from "./pcapng";
import { state } from "./state";

/** Where the fields of DecoderState are, for src/wasm/decoder.ts. */
export function stateAddress(): usize {
  return changetype<usize>(state);
}

export function decode(format: i32, start: i32, end: i32): i32 {
  assertLayout();
  const lastStop = state.lastStop;
  if (lastStop == STOP_COLUMNS_FULL || lastStop == STOP_FAULT || lastStop == STOP_LONG_ROW) clearColumns();
  const stop = walk(format, start, end);
  state.lastStop = stop;
  reportColumns();
  write<f64>(state.report, REPORT_FLOWS, REPORTS, <f64>state.flowsNumbered);
  // Every flow that is known no more made room for another.
  write<f64>(state.report, REPORT_FLOWS_EVICTED, REPORTS, <f64>(state.flowsNumbered - state.entries));
  return stop;
}

function walk(format: i32, start: i32, end: i32): i32 {
  if (format == FORMAT_PCAP) return decodePcap(start, end);
  if (format == FORMAT_PCAPNG) return decodePcapng(start, end);
  if (format == FORMAT_NETWORK_STATS) return decodeNetworkStats(start, end);
  throw new RangeError("the format has no walker");
}

export function take(): void {
  clearColumns();
  reportColumns();
}

export function reset(): void {
  clearColumns();
  forgetFlows();
  forgetFragments();
  state.lastStop = 0;
  state.packetTime = 0;
  state.packetNanoseconds = 0;
  state.skipBytes = 0;
  state.skipLength = 0;
  forgetLine();
  state.lines = 0;
  memory.fill(state.settings, 0, 4 * SETTINGS);
  memory.fill(state.report, 0, 8 * REPORTS);
  memory.fill(state.skipped, 0, 8 * SKIPS);
  memory.fill(state.warnings, 0, 8 * WARNINGS);
  memory.fill(state.warningPlace, 0, 8 * WARNINGS);
  memory.fill(state.warningValue, 0, 8 * WARNINGS);
}

function reportColumns(): void {
  const report = state.report;
  write<f64>(report, REPORT_ROWS, REPORTS, <f64>state.rows);
  write<f64>(report, REPORT_NEW_FLOWS, REPORTS, <f64>state.newFlows);
  write<f64>(report, REPORT_EVICTED, REPORTS, <f64>state.evictions);
  write<f64>(report, REPORT_TUNNELS, REPORTS, <f64>state.tunnels);
}

/** In the checked build: every array lies where the binding has made room for it. */
function assertLayout(): void {
  const rows = state.capacity, flows = state.flowCapacity;
  assertArray<u8>(state.input, state.inputLength);
  assertArray<i32>(state.settings, SETTINGS);
  assertArray<f64>(state.interfaces, INTERFACE_WORDS * MOST_INTERFACES);
  assertArray<f64>(state.report, REPORTS);
  assertArray<f64>(state.skipped, SKIPS);
  assertArray<f64>(state.warnings, WARNINGS);
  assertArray<f64>(state.warningPlace, WARNINGS);
  assertArray<f64>(state.warningValue, WARNINGS);
  assertArray<f64>(state.time, rows);
  assertArray<u32>(state.nanoseconds, rows);
  assertArray<u16>(state.size, rows);
  assertArray<u32>(state.flow, rows);
  assertArray<u8>(state.fromA, rows);
  assertArray<f64>(state.bytesFromA, rows);
  assertArray<f64>(state.bytesFromB, rows);
  assertArray<f64>(state.packetsFromA, rows);
  assertArray<f64>(state.packetsFromB, rows);
  assertArray<u32>(state.newFlowKeys, KEY_WORDS * rows);
  assertArray<u32>(state.evicted, rows);
  assertArray<u32>(state.tunnelFlow, rows);
  assertArray<u8>(state.tunnelKind, rows);
  assertArray<i32>(state.slots, state.slotCount);
  assertArray<u32>(state.table, ENTRY_WORDS * flows);
  assertArray<u8>(state.shapes, SHAPE_BYTES * flows);
  assertArray<u32>(state.fragmentKeys, KEY_WORDS * FRAGMENTS_KEPT);
  assertArray<f64>(state.fragmentTimes, FRAGMENTS_KEPT);
  assertArray<u32>(state.fragmentPorts, FRAGMENTS_KEPT);
  assertArray<i32>(state.fragmentSlots, FRAGMENT_SLOTS);
  assertArray<i32>(state.fragmentNext, FRAGMENTS_KEPT);
  assertArray<i32>(state.fieldStarts, MOST_FIELDS + 1);
  assertArray<u32>(state.order, rows);
  assertArray<u32>(state.orderWork, rows);
  assertArray<f64>(state.rowTimes, rows);
  assertArray<u32>(state.rowSizes, rows);
  assertArray<u8>(state.rowFromFirst, rows);
}
