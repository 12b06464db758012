import { byteAt } from "./input";
import { state } from "./state";
import { eightAt } from "./stats-scan";

const ZERO = 48;
const ZEROS: u64 = 0x3030303030303030;

export function skipDigits(start: i32, end: i32): i32 {
  let at = start;
  while (at < end && byteAt(at) >= ZERO && byteAt(at) <= ZERO + 9) at++;
  return at;
}

export function hexDigit(character: i32): i32 {
  if (character >= ZERO && character <= ZERO + 9) return character - ZERO;
  const letter = character | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** The first 1 to 8 characters of `eight` behind as many zeros as they leave room for. */
// @ts-ignore: decorator
@inline
export function padded(eight: u64, length: i32): u64 {
  return (eight << (64 - 8 * length)) | ((ZEROS >> 8) >> (8 * length - 8));
}

/** Whether all of eight characters are digits. */
// @ts-ignore: decorator
@inline
export function areDigits(eight: u64): bool {
  return ((eight & 0xf0f0f0f0f0f0f0f0) | (((eight + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) >> 4)) == 0x3333333333333333;
}

/** The number of eight digits, the first in the lowest byte: pairs, then fours, then all (Lemire, Quickly parsing eight digits, 2022). */
// @ts-ignore: decorator
@inline
export function eightDigits(eight: u64): u32 {
  const pairs = (eight - ZEROS) * 10 + ((eight - ZEROS) >> 8);
  const high = (pairs & 0x000000ff000000ff) * 0x000f424000000064;
  const low = ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  return <u32>((high + low) >> 32);
}

/** Whether eight characters may be read there, whoever they belong to. */
// @ts-ignore: decorator
@inline
export function hasEight(at: i32): bool {
  return at + 8 <= state.inputLength;
}

/** @returns the number of 1 to 15 digits; −1 if they are none, or too near to the end of the input's memory to be read at once */
export function quickNumber(start: i32, length: i32): f64 {
  if (!hasEight(start + 8)) return -1;
  if (length <= 8) {
    const digits = padded(eightAt(start), length);
    return areDigits(digits) ? <f64>eightDigits(digits) : -1;
  }
  const high = padded(eightAt(start), length - 8);
  const low = eightAt(start + length - 8);
  return areDigits(high) && areDigits(low) ? 100000000 * <f64>eightDigits(high) + <f64>eightDigits(low) : -1;
}
