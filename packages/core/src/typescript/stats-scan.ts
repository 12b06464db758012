import { SETTING_COLUMNS } from '../decoding/codes.ts';
import type { DecoderState } from './state.ts';

/** Beyond this the engine's own search is faster than a loop, in spite of the view that it needs. */
const NEAR = 48;

/** @returns position of a byte in input[at, end), −1 if it is not there */
export function findByte(state: DecoderState, byte: number, at: number, end: number): number {
  const input = state.input;
  const near = end - at > NEAR ? at + NEAR : end;
  for (let position = at; position < near; position++) if (input[position] === byte) return position;
  if (near === end) return -1;
  const found = input.subarray(near, end).indexOf(byte);
  return found < 0 ? -1 : near + found;
}

/** @param column COLUMN_… @returns where its field starts in the row at hand */
export function fieldStart(state: DecoderState, column: number): number {
  return state.fieldStarts[state.settings[SETTING_COLUMNS + column]!]!;
}

/** @returns where it ends */
export function fieldEnd(state: DecoderState, column: number): number {
  return state.fieldStarts[state.settings[SETTING_COLUMNS + column]! + 1]! - 1;
}
