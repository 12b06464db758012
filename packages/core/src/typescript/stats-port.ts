import { SETTING_COLUMNS } from '../decoding/codes.ts';
import type { DecoderState } from './state.ts';
import { hexDigit, skipDigits } from './stats-digits.ts';
import { wholeNumber } from './stats-number.ts';
import { fieldEnd, fieldStart } from './stats-scan.ts';
import { dropSpace, skipSpace } from './stats-space.ts';

export const LARGEST_PORT = 65535;
const ZERO = 48;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const SMALL_E = 101;
/** `Infinity` as two words of four bytes, the first byte the highest. */
const INFI = 0x496e6669;
const NITY = 0x6e697479;

/** @param column COLUMN_PORT1 or COLUMN_PORT2 @returns the port, 0 if it is not known (no column, nothing in it, or text), −1 if it is another number */
export function readPort(state: DecoderState, column: number): number {
  if (state.settings[SETTING_COLUMNS + column]! < 0) return 0;
  const start = fieldStart(state, column);
  const end = fieldEnd(state, column);
  const port = wholeNumber(state, start, end);
  if (port >= 0 && port <= LARGEST_PORT) return port;
  const textStart = skipSpace(state, start, end);
  return isNumber(state, textStart, dropSpace(state, textStart, end)) ? -1 : 0;
}

/** Whether a text without white space around it is a number as ECMAScript's Number() has it (StringNumericLiteral). */
function isNumber(state: DecoderState, start: number, end: number): boolean {
  const input = state.input;
  if (start === end) return false;
  if (end - start > 2 && input[start] === ZERO) {
    const base = baseOf(input[start + 1]! | 32);
    if (base > 0) return hasDigitsOnly(state, start + 2, end, base);
  }
  let at = start;
  if (input[at] === PLUS || input[at] === MINUS) at++;
  if (end - at === 8 && wordAt(input, at) === INFI && wordAt(input, at + 4) === NITY) return true;
  const wholeEnd = skipDigits(state, at, end);
  let digits = wholeEnd - at;
  at = wholeEnd;
  if (at < end && input[at] === POINT) {
    const fractionEnd = skipDigits(state, at + 1, end);
    digits += fractionEnd - at - 1;
    at = fractionEnd;
  }
  if (digits === 0) return false;
  if (at === end) return true;
  if ((input[at]! | 32) !== SMALL_E) return false;
  at++;
  if (at < end && (input[at] === PLUS || input[at] === MINUS)) at++;
  return at < end && skipDigits(state, at, end) === end;
}

/** @param letter in lower case: x, o or b */
function baseOf(letter: number): number {
  if (letter === 120) return 16;
  if (letter === 111) return 8;
  return letter === 98 ? 2 : 0;
}

function hasDigitsOnly(state: DecoderState, start: number, end: number, base: number): boolean {
  for (let at = start; at < end; at++) {
    const digit = hexDigit(state.input[at]!);
    if (digit < 0 || digit >= base) return false;
  }
  return true;
}

function wordAt(input: Uint8Array, at: number): number {
  return (input[at]! << 24) | (input[at + 1]! << 16) | (input[at + 2]! << 8) | input[at + 3]!;
}
