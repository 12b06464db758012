import { REPORT_BYTES, REPORT_PACKETS } from "../src/decoding/codes";
import { write } from "./arrays";
import { numberFlow } from "./flow-table";
import { addToReport } from "./report";
import { state } from "./state";

export function addSecond(): void {
  const capacity = state.capacity;
  numberFlow();
  const row = state.rows++;
  const fromFirst = state.sentByA == 1;
  write<f64>(state.time, row, capacity, state.rowTime);
  write<u32>(state.flow, row, capacity, state.flowNumber);
  write<f64>(state.bytesFromA, row, capacity, fromFirst ? state.rowBytes12 : state.rowBytes21);
  write<f64>(state.bytesFromB, row, capacity, fromFirst ? state.rowBytes21 : state.rowBytes12);
  write<f64>(state.packetsFromA, row, capacity, fromFirst ? state.rowPackets12 : state.rowPackets21);
  write<f64>(state.packetsFromB, row, capacity, fromFirst ? state.rowPackets21 : state.rowPackets12);
  addToReport(REPORT_PACKETS, state.rowPackets12 + state.rowPackets21);
  addToReport(REPORT_BYTES, state.rowBytes12 + state.rowBytes21);
}
