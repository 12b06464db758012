import { byteAt } from "./input";
import { quickNumber, skipDigits } from "./stats-digits";
import { dropSpace, skipSpace } from "./stats-space";

const ZERO = 48;
const POINT = 46;
const PLUS = 43;
const SMALL_E = 101;
const SAFE_DIGITS = 15;
const MOST_BYTES = 64;
const LARGEST: f64 = 9007199254740991;
const LARGEST_EXPONENT = 1000;

export function wholeNumber(start: i32, end: i32): f64 {
  if (end - start > SAFE_DIGITS || end == start) return decimalNumber(start, end);
  const quick = quickNumber(start, end - start);
  if (quick >= 0) return quick;
  let value: f64 = 0;
  for (let at = start; at < end; at++) {
    const digit = byteAt(at) - ZERO;
    if (digit < 0 || digit > 9) return decimalNumber(start, end);
    value = 10 * value + <f64>digit;
  }
  return value;
}

function decimalNumber(start: i32, end: i32): f64 {
  if (end - start > MOST_BYTES) return -1;
  const digitsStart = skipSpace(start, end);
  const textEnd = dropSpace(digitsStart, end);
  let at = skipDigits(digitsStart, textEnd);
  let whole = at - digitsStart;
  if (whole == 0) return -1;
  if (at < textEnd && byteAt(at) == POINT) at = skipDigits(at + 1, textEnd);
  const digitsEnd = at;
  if (at < textEnd) {
    if ((byteAt(at) | 32) != SMALL_E) return -1;
    at++;
    if (at < textEnd && byteAt(at) == PLUS) at++;
    const exponentStart = at;
    at = skipDigits(at, textEnd);
    if (at == exponentStart || at < textEnd) return -1;
    whole += exponentOf(exponentStart, textEnd);
  }
  return shifted(digitsStart, digitsEnd, whole);
}

function exponentOf(start: i32, end: i32): i32 {
  let value = 0;
  for (let at = start; at < end && value < LARGEST_EXPONENT; at++) value = 10 * value + byteAt(at) - ZERO;
  return value < LARGEST_EXPONENT ? value : LARGEST_EXPONENT;
}

function shifted(start: i32, end: i32, whole: i32): f64 {
  let value: f64 = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    if (byteAt(at) == POINT) continue;
    const digit = byteAt(at) - ZERO;
    if (digits >= whole) {
      if (digit != 0) return -1;
      continue;
    }
    digits++;
    value = 10 * value + <f64>digit;
    if (value > LARGEST) return -1;
  }
  if (value == 0) return 0;
  for (; digits < whole; digits++) {
    value *= 10;
    if (value > LARGEST) return -1;
  }
  return value;
}
