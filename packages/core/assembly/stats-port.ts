import { SETTING_COLUMNS, SETTINGS } from "../src/decoding/codes";
import { read } from "./arrays";
import { byteAt, uint32At } from "./input";
import { state } from "./state";
import { hexDigit, skipDigits } from "./stats-digits";
import { wholeNumber } from "./stats-number";
import { fieldEnd, fieldStart } from "./stats-scan";
import { dropSpace, skipSpace } from "./stats-space";

export const LARGEST_PORT = 65535;
const ZERO = 48;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const SMALL_E = 101;
const INFI: u32 = 0x496e6669;
const NITY: u32 = 0x6e697479;

export function readPort(column: i32): i32 {
  if (read<i32>(state.settings, SETTING_COLUMNS + column, SETTINGS) < 0) return 0;
  const start = fieldStart(column);
  const end = fieldEnd(column);
  const port = wholeNumber(start, end);
  if (port >= 0 && port <= LARGEST_PORT) return <i32>port;
  const textStart = skipSpace(start, end);
  return isNumber(textStart, dropSpace(textStart, end)) ? -1 : 0;
}

function isNumber(start: i32, end: i32): bool {
  if (start == end) return false;
  if (end - start > 2 && byteAt(start) == ZERO) {
    const base = baseOf(byteAt(start + 1) | 32);
    if (base > 0) return hasDigitsOnly(start + 2, end, base);
  }
  let at = start;
  if (byteAt(at) == PLUS || byteAt(at) == MINUS) at++;
  if (end - at == 8 && uint32At(at) == INFI && uint32At(at + 4) == NITY) return true;
  const wholeEnd = skipDigits(at, end);
  let digits = wholeEnd - at;
  at = wholeEnd;
  if (at < end && byteAt(at) == POINT) {
    const fractionEnd = skipDigits(at + 1, end);
    digits += fractionEnd - at - 1;
    at = fractionEnd;
  }
  if (digits == 0) return false;
  if (at == end) return true;
  if ((byteAt(at) | 32) != SMALL_E) return false;
  at++;
  if (at < end && (byteAt(at) == PLUS || byteAt(at) == MINUS)) at++;
  return at < end && skipDigits(at, end) == end;
}

function baseOf(letter: i32): i32 {
  if (letter == 120) return 16;
  if (letter == 111) return 8;
  return letter == 98 ? 2 : 0;
}

function hasDigitsOnly(start: i32, end: i32, base: i32): bool {
  for (let at = start; at < end; at++) {
    const digit = hexDigit(byteAt(at));
    if (digit < 0 || digit >= base) return false;
  }
  return true;
}
