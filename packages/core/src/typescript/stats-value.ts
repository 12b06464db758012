import { FAULT_VALUE, REPORT_FAULT, REPORT_FAULT_COLUMN, REPORT_FAULT_EXPECTED, REPORT_FAULT_FOUND, REPORT_FAULT_POSITION } from '../decoding/codes.ts';
import type { DecoderState } from './state.ts';
import { wholeNumber } from './stats-number.ts';
import { fieldEnd, fieldStart } from './stats-scan.ts';

/** @returns the whole number of a column of the row at hand; −1 if there is none from 0 to `largest`, which the report then says */
export function readWhole(state: DecoderState, column: number, largest: number): number {
  const start = fieldStart(state, column);
  const value = wholeNumber(state, start, fieldEnd(state, column));
  return value >= 0 && value <= largest ? value : badValue(state, column, start, largest);
}

/**
 * Notes a fault of the row at hand. The walker stops for it, or takes the row for one that is cut.
 * @param largest whole number that could stand there; 0 for what is no number
 * @returns −1
 */
export function badValue(state: DecoderState, column: number, position: number, largest: number): number {
  const report = state.report;
  report[REPORT_FAULT] = FAULT_VALUE;
  report[REPORT_FAULT_POSITION] = position;
  report[REPORT_FAULT_FOUND] = fieldEnd(state, column) - position;
  report[REPORT_FAULT_EXPECTED] = largest;
  report[REPORT_FAULT_COLUMN] = column;
  return -1;
}
