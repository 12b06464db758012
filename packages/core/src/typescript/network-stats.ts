import {
  FAULT_LINE_LENGTH, LONGEST_LINE, REPORT_LINES, SETTING_ADDRESS, SETTING_EXTENDED, SETTING_LAST, STOP_FAULT, WARN_LAST_LINE_CUT, WARN_LAST_LINE_OPEN,
} from '../decoding/codes.ts';
import { faultAt, needBytes, stopAt, warn } from './report.ts';
import type { DecoderState } from './state.ts';
import { decodeRow } from './stats-row.ts';
import { findByte } from './stats-scan.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Decodes the lines of a network-stats CSV, the header not among them. Blank lines mean nothing.
 *
 * A row that has not as many fields as the header, or a value that is none, is a fault: nothing tells which of the rows
 * behind it are right. A row that contradicts itself is kept and counted in a warning. A last line without line end
 * (SETTING_LAST) is left out, with a warning, if it is not a whole row.
 */
export function decodeNetworkStats(state: DecoderState, start: number, end: number): number {
  takeAddress(state);
  let at = start;
  for (;;) {
    const longest = end - at > LONGEST_LINE ? at + LONGEST_LINE + 1 : end;
    const lineEnd = findByte(state, LINE_FEED, at + state.scanned, longest);
    if (lineEnd < 0) {
      if (longest - at > LONGEST_LINE) return faultAt(state, at, at, FAULT_LINE_LENGTH, longest - at, LONGEST_LINE);
      state.scanned = end - at;
      if (at === end || state.settings[SETTING_LAST] === 0) return needBytes(state, at, end - at + 1);
      return decodeLastLine(state, at, end);
    }
    const rowEnd = endOfRow(state, at, lineEnd);
    const stop = rowEnd === at ? -1 : decodeRow(state, at, rowEnd, true);
    if (stop >= 0) {
      state.scanned = lineEnd - at;
      return stopAt(state, stop, at);
    }
    endLine(state);
    at = lineEnd + 1;
  }
}

/** Decodes a line that the input ends in. */
function decodeLastLine(state: DecoderState, start: number, end: number): number {
  const rowEnd = endOfRow(state, start, end);
  if (rowEnd > start) {
    const stop = decodeRow(state, start, rowEnd, false);
    if (stop >= 0 && stop !== STOP_FAULT) return stopAt(state, stop, start);
    if (stop === STOP_FAULT) warn(state, WARN_LAST_LINE_CUT, state.lines + 2, end - start);
    // Packet columns that agree with the counts show that nothing is missing; counts alone do not.
    else if (state.settings[SETTING_EXTENDED] === 0) warn(state, WARN_LAST_LINE_OPEN, state.lines + 2, 0);
  }
  endLine(state);
  return needBytes(state, end, 1);
}

function endOfRow(state: DecoderState, start: number, lineEnd: number): number {
  return lineEnd > start && state.input[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
}

function endLine(state: DecoderState): void {
  state.lines++;
  state.report[REPORT_LINES] = state.lines;
  forgetLine(state);
}

/** Forgets what is known of the line at hand. */
export function forgetLine(state: DecoderState): void {
  state.scanned = 0;
  state.addressAsked = 0;
  state.firstAddress = 0;
  state.secondAddress = 0;
}

/** Takes the number that the caller has given to the address of STOP_ADDRESS. */
function takeAddress(state: DecoderState): void {
  const number = state.settings[SETTING_ADDRESS]! + 1;
  if (state.addressAsked === 1) state.firstAddress = number;
  if (state.addressAsked === 2) state.secondAddress = number;
  state.addressAsked = 0;
}
