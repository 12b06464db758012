import {
  FAULT_LINE_LENGTH, LONGEST_LINE, REPORT_LINES, REPORTS, SETTING_ADDRESS, SETTING_EXTENDED, SETTING_LAST, SETTINGS, STOP_FAULT, WARN_LAST_LINE_CUT,
  WARN_LAST_LINE_OPEN,
} from "../src/decoding/codes";
import { read, write } from "./arrays";
import { byteAt } from "./input";
import { faultAt, needBytes, stopAt, warn } from "./report";
import { state } from "./state";
import { decodeRow } from "./stats-row";
import { findByte } from "./stats-scan";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export function decodeNetworkStats(start: i32, end: i32): i32 {
  takeAddress();
  let at = start;
  while (true) {
    const longest = end - at > LONGEST_LINE ? at + LONGEST_LINE + 1 : end;
    const lineEnd = findByte(LINE_FEED, at + state.scanned, longest);
    if (lineEnd < 0) {
      if (longest - at > LONGEST_LINE) return faultAt(at, at, FAULT_LINE_LENGTH, <f64>(longest - at), LONGEST_LINE);
      state.scanned = end - at;
      if (at == end || read<i32>(state.settings, SETTING_LAST, SETTINGS) == 0) return needBytes(at, <f64>(end - at + 1));
      return decodeLastLine(at, end);
    }
    const rowEnd = endOfRow(at, lineEnd);
    const stop = rowEnd == at ? -1 : decodeRow(at, rowEnd, true);
    if (stop >= 0) {
      state.scanned = lineEnd - at;
      return stopAt(stop, at);
    }
    endLine();
    at = lineEnd + 1;
  }
}

function decodeLastLine(start: i32, end: i32): i32 {
  const rowEnd = endOfRow(start, end);
  if (rowEnd > start) {
    const stop = decodeRow(start, rowEnd, false);
    if (stop >= 0 && stop != STOP_FAULT) return stopAt(stop, start);
    if (stop == STOP_FAULT) warn(WARN_LAST_LINE_CUT, state.lines + 2, <f64>(end - start));
    else if (read<i32>(state.settings, SETTING_EXTENDED, SETTINGS) == 0) warn(WARN_LAST_LINE_OPEN, state.lines + 2, 0);
  }
  endLine();
  return needBytes(end, 1);
}

function endOfRow(start: i32, lineEnd: i32): i32 {
  return lineEnd > start && byteAt(lineEnd - 1) == CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
}

function endLine(): void {
  state.lines++;
  write<f64>(state.report, REPORT_LINES, REPORTS, state.lines);
  forgetLine();
}

export function forgetLine(): void {
  state.scanned = 0;
  state.addressAsked = 0;
  state.firstAddress = 0;
  state.secondAddress = 0;
}

function takeAddress(): void {
  const number = read<i32>(state.settings, SETTING_ADDRESS, SETTINGS) + 1;
  if (state.addressAsked == 1) state.firstAddress = number;
  if (state.addressAsked == 2) state.secondAddress = number;
  state.addressAsked = 0;
}
