import {
  REPORT_FAULT, REPORT_FAULT_EXPECTED, REPORT_FAULT_FOUND, REPORT_FAULT_POSITION, REPORT_NEED, REPORT_POSITION, STOP_FAULT, STOP_NEEDS_BYTES,
} from '../decoding/codes.ts';
import type { DecoderState } from './state.ts';

/** What a walker returns when it stops for `stop` (STOP_…), having used up the input before `position`. */
export function stopAt(state: DecoderState, stop: number, position: number): number {
  state.report[REPORT_POSITION] = position;
  return stop;
}

/** What a walker returns when the `bytes` from `position` on must all be there before it can go on. */
export function needBytes(state: DecoderState, position: number, bytes: number): number {
  state.report[REPORT_NEED] = bytes;
  return stopAt(state, STOP_NEEDS_BYTES, position);
}

/** What a walker returns when the input is corrupt. @param position of what is used up @param place of the fault @param fault FAULT_… */
export function faultAt(state: DecoderState, position: number, place: number, fault: number, found: number, expected: number): number {
  const report = state.report;
  report[REPORT_FAULT] = fault;
  report[REPORT_FAULT_POSITION] = place;
  report[REPORT_FAULT_FOUND] = found;
  report[REPORT_FAULT_EXPECTED] = expected;
  return stopAt(state, STOP_FAULT, position);
}

/** Adds to a count of the report. @param place REPORT_… */
export function addToReport(state: DecoderState, place: number, amount: number): void {
  state.report[place]! += amount;
}

/** Counts a record that is not among the packets. @param reason SKIP_… */
export function countSkipped(state: DecoderState, reason: number): void {
  state.skipped[reason]! += 1;
}

/** Counts a warning, and keeps place and value of the first of its kind. @param kind WARN_… */
export function warn(state: DecoderState, kind: number, place: number, value: number): void {
  if (state.warnings[kind] === 0) {
    state.warningPlace[kind] = place;
    state.warningValue[kind] = value;
  }
  state.warnings[kind]! += 1;
}
