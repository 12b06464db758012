import {
  FAULT_VALUE, REPORT_FAULT, REPORT_FAULT_COLUMN, REPORT_FAULT_EXPECTED, REPORT_FAULT_FOUND, REPORT_FAULT_POSITION, REPORTS,
} from "../src/decoding/codes";
import { write } from "./arrays";
import { state } from "./state";
import { wholeNumber } from "./stats-number";
import { fieldEnd, fieldStart } from "./stats-scan";

export function readWhole(column: i32, largest: f64): f64 {
  const start = fieldStart(column);
  const value = wholeNumber(start, fieldEnd(column));
  return value >= 0 && value <= largest ? value : <f64>badValue(column, start, largest);
}

export function badValue(column: i32, position: i32, largest: f64): i32 {
  const report = state.report;
  write<f64>(report, REPORT_FAULT, REPORTS, FAULT_VALUE);
  write<f64>(report, REPORT_FAULT_POSITION, REPORTS, <f64>position);
  write<f64>(report, REPORT_FAULT_FOUND, REPORTS, <f64>(fieldEnd(column) - position));
  write<f64>(report, REPORT_FAULT_EXPECTED, REPORTS, largest);
  write<f64>(report, REPORT_FAULT_COLUMN, REPORTS, <f64>column);
  return -1;
}
