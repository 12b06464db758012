import { COLUMN_PACKET_DIRS, COLUMN_PACKET_SIZES, COLUMN_PACKET_TIMES, LONGEST_PACKET } from "../src/decoding/codes";
import { write } from "./arrays";
import { byteAt } from "./input";
import { state } from "./state";
import { areDigits, eightDigits, hasEight, padded } from "./stats-digits";
import { eightAt, fieldEnd, fieldStart, vectorAt } from "./stats-scan";
import { badValue } from "./stats-value";

const SEMICOLON = 59;
const SEMICOLONS: u64 = 0x3b3b3b3b3b3b3b3b;
const ZERO = 48;
const MOST_DIGITS = 15;
const FROM_IP1 = 1;
const FROM_IP2 = 2;
/** Digits of a time of this century, in ms. */
const TIME_DIGITS = 13;
/** Eight zeros. */
const NO_DIGITS: u64 = 0x3030303030303030;
/** "1;" and what "2;" is beyond it, as numbers of 16 bits. */
const DIRECTION: i16 = 0x3b31;

export function readTimes(): i32 {
  const times = state.rowTimes, capacity = state.capacity;
  const end = fieldEnd(COLUMN_PACKET_TIMES);
  // Times of one row begin alike: eight digits are read once for all that have them.
  let known = NO_DIGITS;
  let high: f64 = 0;
  let count = 0;
  for (let at = fieldStart(COLUMN_PACKET_TIMES); at < end; at = state.itemEnd) {
    let time: f64 = -1;
    if (at + TIME_DIGITS < end && hasEight(at + 8)) {
      const first = eightAt(at), rest = eightAt(at + 8);
      const last = padded(rest, TIME_DIGITS - 8);
      if (first != known && areDigits(first)) {
        known = first;
        high = 100000 * <f64>eightDigits(first);
      }
      if (first == known && areDigits(last) && <i32>((rest >> (8 * (TIME_DIGITS - 8))) & 255) == SEMICOLON) {
        time = high + <f64>eightDigits(last);
        state.itemEnd = at + TIME_DIGITS + 1;
      }
    }
    if (time < 0) time = readItem(at, end);
    if (time < 0) return badValue(COLUMN_PACKET_TIMES, at, 0);
    if (count < capacity) write<f64>(times, count, capacity, time);
    count++;
  }
  return count;
}

export function readSizes(): i32 {
  const sizes = state.rowSizes, capacity = state.capacity;
  const end = fieldEnd(COLUMN_PACKET_SIZES);
  let count = 0;
  for (let at = fieldStart(COLUMN_PACKET_SIZES); at < end; at = state.itemEnd) {
    let size: f64 = -1;
    if (hasEight(at)) {
      const eight = eightAt(at);
      // The highest bit of the first byte that is a semicolon, and perhaps of some behind it.
      const others = eight ^ SEMICOLONS;
      const semicolons = (others - 0x0101010101010101) & ~others & 0x8080808080808080;
      const length = <i32>ctz(semicolons) >> 3;
      if (length > 0 && length < 8 && at + length < end) {
        const digits = padded(eight, length);
        if (areDigits(digits)) {
          size = <f64>eightDigits(digits);
          state.itemEnd = at + length + 1;
        }
      }
    }
    if (size < 0) size = readItem(at, end);
    if (size < 0) return badValue(COLUMN_PACKET_SIZES, at, 0);
    if (size > LONGEST_PACKET) return badValue(COLUMN_PACKET_SIZES, at, LONGEST_PACKET);
    if (count < capacity) write<u32>(sizes, count, capacity, <u32>size);
    count++;
  }
  return count;
}

export function readDirections(): i32 {
  const fromFirst = state.rowFromFirst, capacity = state.capacity;
  const end = fieldEnd(COLUMN_PACKET_DIRS);
  let count = 0;
  let at = fieldStart(COLUMN_PACKET_DIRS);
  const ones = i16x8.splat(1);
  for (; at + 16 <= end && count + 8 <= capacity; at += 16, count += 8) {
    const beyond = i16x8.sub(vectorAt(at), i16x8.splat(DIRECTION));
    if (v128.any_true(i16x8.gt_u(beyond, ones))) break;
    const eight = i16x8.sub(ones, beyond);
    v128.store64_lane(fromFirst + <usize>count, i8x16.narrow_i16x8_u(eight, eight), 0);
  }
  for (; at < end; at = state.itemEnd) {
    const direction = readItem(at, end);
    if (direction != FROM_IP1 && direction != FROM_IP2) return badValue(COLUMN_PACKET_DIRS, at, 0);
    if (count < capacity) write<u8>(fromFirst, count, capacity, direction == FROM_IP1 ? 1 : 0);
    count++;
  }
  return count;
}

export function isOpen(column: i32): bool {
  const end = fieldEnd(column);
  return end > fieldStart(column) && byteAt(end - 1) != SEMICOLON;
}

function readItem(start: i32, end: i32): f64 {
  let value: f64 = 0;
  let at = start;
  for (; at < end; at++) {
    const digit = byteAt(at) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = 10 * value + <f64>digit;
  }
  const digits = at - start;
  state.itemEnd = at + 1;
  if (digits == 0 || digits > MOST_DIGITS || (at < end && byteAt(at) != SEMICOLON)) return -1;
  return value;
}
