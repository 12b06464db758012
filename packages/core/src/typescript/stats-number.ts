import type { DecoderState } from './state.ts';
import { skipDigits } from './stats-digits.ts';
import { dropSpace, skipSpace } from './stats-space.ts';

const ZERO = 48;
const POINT = 46;
const PLUS = 43;
const SMALL_E = 101;
/** So many digits are exact whatever they are. */
const SAFE_DIGITS = 15;
/** No number that is meant has more characters; a hostile field may have megabytes. */
const MOST_BYTES = 64;
const LARGEST = 9007199254740991;
/** Larger exponents change nothing: with any digit but 0 the number is too large. */
const LARGEST_EXPONENT = 1000;

/**
 * A whole number ≥ 0 in ASCII. Digits are read as they are; a float that is whole (`12.0`, `1.2e+06`) is read too.
 * @returns the number, or −1 if it is none or above 2^53 − 1
 */
export function wholeNumber(state: DecoderState, start: number, end: number): number {
  if (end - start > SAFE_DIGITS || end === start) return decimalNumber(state, start, end);
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = state.input[at]! - ZERO;
    if (digit < 0 || digit > 9) return decimalNumber(state, start, end);
    value = 10 * value + digit;
  }
  return value;
}

/** Digits, then perhaps a point and more digits, then perhaps an exponent without minus; white space around it. */
function decimalNumber(state: DecoderState, start: number, end: number): number {
  if (end - start > MOST_BYTES) return -1;
  const digitsStart = skipSpace(state, start, end);
  const textEnd = dropSpace(state, digitsStart, end);
  let at = skipDigits(state, digitsStart, textEnd);
  let whole = at - digitsStart;
  if (whole === 0) return -1;
  if (at < textEnd && state.input[at] === POINT) at = skipDigits(state, at + 1, textEnd);
  const digitsEnd = at;
  if (at < textEnd) {
    if ((state.input[at]! | 32) !== SMALL_E) return -1;
    at++;
    if (at < textEnd && state.input[at] === PLUS) at++;
    const exponentStart = at;
    at = skipDigits(state, at, textEnd);
    if (at === exponentStart || at < textEnd) return -1;
    whole += exponentOf(state, exponentStart, textEnd);
  }
  return shifted(state, digitsStart, digitsEnd, whole);
}

function exponentOf(state: DecoderState, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end && value < LARGEST_EXPONENT; at++) value = 10 * value + state.input[at]! - ZERO;
  return value < LARGEST_EXPONENT ? value : LARGEST_EXPONENT;
}

/** The digits of input[start, end), a point left out, of which `whole` stand before the point when the exponent has moved it. */
function shifted(state: DecoderState, start: number, end: number, whole: number): number {
  let value = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    if (state.input[at] === POINT) continue;
    const digit = state.input[at]! - ZERO;
    if (digits >= whole) {
      if (digit !== 0) return -1;
      continue;
    }
    digits++;
    value = 10 * value + digit;
    if (value > LARGEST) return -1;
  }
  if (value === 0) return 0;
  for (; digits < whole; digits++) {
    value *= 10;
    if (value > LARGEST) return -1;
  }
  return value;
}
