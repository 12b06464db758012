import { COLUMN_PACKET_DIRS, COLUMN_PACKET_SIZES, COLUMN_PACKET_TIMES, LONGEST_PACKET } from '../decoding/codes.ts';
import type { DecoderState } from './state.ts';
import { fieldEnd, fieldStart } from './stats-scan.ts';
import { badValue } from './stats-value.ts';

// A packet column holds whole numbers, each followed by a semicolon. What finds no room is checked and counted all the same.

const SEMICOLON = 59;
const ZERO = 48;
/** More digits do not fit a double exactly. */
const MOST_DIGITS = 15;
/** What a packet's direction is written as when IP1 sent it, and when IP2 did. */
const FROM_IP1 = 1;
const FROM_IP2 = 2;

/** @returns how many times the row's packet_times holds, −1 if one is none */
export function readTimes(state: DecoderState): number {
  const { rowTimes, capacity } = state;
  const end = fieldEnd(state, COLUMN_PACKET_TIMES);
  let count = 0;
  for (let at = fieldStart(state, COLUMN_PACKET_TIMES); at < end; at = state.itemEnd) {
    const time = readItem(state, at, end);
    if (time < 0) return badValue(state, COLUMN_PACKET_TIMES, at, 0);
    if (count < capacity) rowTimes[count] = time;
    count++;
  }
  return count;
}

/** @returns how many sizes the row's packet_sizes holds, −1 if one is none */
export function readSizes(state: DecoderState): number {
  const { rowSizes, capacity } = state;
  const end = fieldEnd(state, COLUMN_PACKET_SIZES);
  let count = 0;
  for (let at = fieldStart(state, COLUMN_PACKET_SIZES); at < end; at = state.itemEnd) {
    const size = readItem(state, at, end);
    if (size < 0) return badValue(state, COLUMN_PACKET_SIZES, at, 0);
    if (size > LONGEST_PACKET) return badValue(state, COLUMN_PACKET_SIZES, at, LONGEST_PACKET);
    if (count < capacity) rowSizes[count] = size;
    count++;
  }
  return count;
}

/** @returns how many directions the row's packet_dirs holds, −1 if one is none */
export function readDirections(state: DecoderState): number {
  const { rowFromFirst, capacity } = state;
  const end = fieldEnd(state, COLUMN_PACKET_DIRS);
  let count = 0;
  for (let at = fieldStart(state, COLUMN_PACKET_DIRS); at < end; at = state.itemEnd) {
    const direction = readItem(state, at, end);
    if (direction !== FROM_IP1 && direction !== FROM_IP2) return badValue(state, COLUMN_PACKET_DIRS, at, 0);
    if (count < capacity) rowFromFirst[count] = direction === FROM_IP1 ? 1 : 0;
    count++;
  }
  return count;
}

/** @returns whether a column's last item lacks the semicolon that every item should have */
export function isOpen(state: DecoderState, column: number): boolean {
  const end = fieldEnd(state, column);
  return end > fieldStart(state, column) && state.input[end - 1] !== SEMICOLON;
}

/** Reads the item at a position and moves `itemEnd` behind it. @returns −1 if it is no whole number of up to 15 digits */
function readItem(state: DecoderState, start: number, end: number): number {
  const input = state.input;
  let value = 0;
  let at = start;
  for (; at < end; at++) {
    const digit = input[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    value = 10 * value + digit;
  }
  const digits = at - start;
  state.itemEnd = at + 1;
  if (digits === 0 || digits > MOST_DIGITS || (at < end && input[at] !== SEMICOLON)) return -1;
  return value;
}
