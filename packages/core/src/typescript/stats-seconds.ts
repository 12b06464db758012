import { REPORT_BYTES, REPORT_PACKETS } from '../decoding/codes.ts';
import { numberFlow } from './flow-table.ts';
import { addToReport } from './report.ts';
import type { DecoderState } from './state.ts';

/** Appends the row at hand, which has no packets: its second, its flow and its counts. */
export function addSecond(state: DecoderState): void {
  numberFlow(state);
  const row = state.rows++;
  const fromFirst = state.sentByA === 1;
  state.time[row] = state.rowTime;
  state.flow[row] = state.flowNumber;
  state.bytesFromA[row] = fromFirst ? state.rowBytes12 : state.rowBytes21;
  state.bytesFromB[row] = fromFirst ? state.rowBytes21 : state.rowBytes12;
  state.packetsFromA[row] = fromFirst ? state.rowPackets12 : state.rowPackets21;
  state.packetsFromB[row] = fromFirst ? state.rowPackets21 : state.rowPackets12;
  addToReport(state, REPORT_PACKETS, state.rowPackets12 + state.rowPackets21);
  addToReport(state, REPORT_BYTES, state.rowBytes12 + state.rowBytes21);
}
