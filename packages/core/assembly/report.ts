import {
  REPORT_FAULT, REPORT_FAULT_EXPECTED, REPORT_FAULT_FOUND, REPORT_FAULT_POSITION, REPORT_NEED, REPORT_POSITION, REPORTS, SKIPS, STOP_FAULT,
  STOP_NEEDS_BYTES, WARNINGS,
} from "../src/decoding/codes";
import { read, write } from "./arrays";
import { state } from "./state";

export function stopAt(stop: i32, position: i32): i32 {
  write<f64>(state.report, REPORT_POSITION, REPORTS, <f64>position);
  return stop;
}

export function needBytes(position: i32, bytes: f64): i32 {
  write<f64>(state.report, REPORT_NEED, REPORTS, bytes);
  return stopAt(STOP_NEEDS_BYTES, position);
}

export function faultAt(position: i32, place: i32, fault: i32, found: f64, expected: f64): i32 {
  const report = state.report;
  write<f64>(report, REPORT_FAULT, REPORTS, <f64>fault);
  write<f64>(report, REPORT_FAULT_POSITION, REPORTS, <f64>place);
  write<f64>(report, REPORT_FAULT_FOUND, REPORTS, found);
  write<f64>(report, REPORT_FAULT_EXPECTED, REPORTS, expected);
  return stopAt(STOP_FAULT, position);
}

// @ts-ignore: decorator
@inline
export function addToReport(place: i32, amount: f64): void {
  write<f64>(state.report, place, REPORTS, read<f64>(state.report, place, REPORTS) + amount);
}

export function countSkipped(reason: i32): void {
  write<f64>(state.skipped, reason, SKIPS, read<f64>(state.skipped, reason, SKIPS) + 1);
}

export function warn(kind: i32, place: f64, value: f64): void {
  const count = read<f64>(state.warnings, kind, WARNINGS);
  if (count == 0) {
    write<f64>(state.warningPlace, kind, WARNINGS, place);
    write<f64>(state.warningValue, kind, WARNINGS, value);
  }
  write<f64>(state.warnings, kind, WARNINGS, count + 1);
}
