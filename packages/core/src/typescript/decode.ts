import {
  FORMAT_NETWORK_STATS, FORMAT_PCAP, FORMAT_PCAPNG, REPORT_EVICTED, REPORT_FLOWS, REPORT_FLOWS_EVICTED, REPORT_NEW_FLOWS, REPORT_ROWS, REPORT_TUNNELS,
  STOP_COLUMNS_FULL, STOP_FAULT, STOP_LONG_ROW,
} from '../decoding/codes.ts';
import { clearColumns } from './columns.ts';
import { forgetFlows } from './flow-table.ts';
import { forgetFragments } from './fragments.ts';
import { decodeNetworkStats, forgetLine } from './network-stats.ts';
import { decodePcap } from './pcap.ts';
import { decodePcapng } from './pcapng.ts';
import type { DecoderState } from './state.ts';

/** `Decoder.decode`. */
export function decode(state: DecoderState, format: number, start: number, end: number): number {
  const lastStop = state.lastStop;
  if (lastStop === STOP_COLUMNS_FULL || lastStop === STOP_FAULT || lastStop === STOP_LONG_ROW) clearColumns(state);
  const stop = walk(state, format, start, end);
  state.lastStop = stop;
  reportColumns(state);
  state.report[REPORT_FLOWS] = state.flowsNumbered;
  // Every flow that is known no more made room for another.
  state.report[REPORT_FLOWS_EVICTED] = state.flowsNumbered - state.entries;
  return stop;
}

function walk(state: DecoderState, format: number, start: number, end: number): number {
  if (format === FORMAT_PCAP) return decodePcap(state, start, end);
  if (format === FORMAT_PCAPNG) return decodePcapng(state, start, end);
  if (format === FORMAT_NETWORK_STATS) return decodeNetworkStats(state, start, end);
  throw new RangeError(`format ${format} has no walker`);
}

/** `Decoder.take`. */
export function take(state: DecoderState): void {
  clearColumns(state);
  reportColumns(state);
}

/** `Decoder.reset`. */
export function reset(state: DecoderState): void {
  clearColumns(state);
  forgetFlows(state);
  forgetFragments(state);
  state.lastStop = 0;
  state.packetTime = 0;
  state.packetNanoseconds = 0;
  state.skipBytes = 0;
  state.skipLength = 0;
  forgetLine(state);
  state.lines = 0;
  state.settings.fill(0);
  state.report.fill(0);
  state.skipped.fill(0);
  state.warnings.fill(0);
  state.warningPlace.fill(0);
  state.warningValue.fill(0);
}

function reportColumns(state: DecoderState): void {
  const report = state.report;
  report[REPORT_ROWS] = state.rows;
  report[REPORT_NEW_FLOWS] = state.newFlows;
  report[REPORT_EVICTED] = state.evictions;
  report[REPORT_TUNNELS] = state.tunnels;
}
