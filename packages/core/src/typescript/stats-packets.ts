import {
  COLUMN_PACKET_DIRS, COLUMN_PACKET_SIZES, COLUMN_PACKET_TIMES, FAULT_ROW_LENGTH, MOST_ROWS, REPORT_BYTES, REPORT_NEED, REPORT_PACKETS, SKIP_INCOMPLETE_COLUMNS, STOP_COLUMNS_FULL,
  STOP_FAULT, STOP_LONG_ROW, WARN_COLUMN_COUNTS, WARN_COLUMN_LENGTHS, WARN_LAST_SEMICOLON,
} from '../decoding/codes.ts';
import { numberFlow } from './flow-table.ts';
import { addToReport, faultAt } from './report.ts';
import type { DecoderState } from './state.ts';
import { isOpen, readDirections, readSizes, readTimes } from './stats-list.ts';
import { orderPackets } from './stats-order.ts';

/** A row of the columns holds no more bytes. */
const LARGEST_SIZE = 65535;

/** Reads the packet columns of the row at hand, and how they contradict it. @param start of the row @returns STOP_…, −1 if they are read and have room */
export function readPackets(state: DecoderState, start: number): number {
  const expected = state.rowPackets12 + state.rowPackets21;
  // Saves reading a row twice that will have no room. Should the count be wrong, it only makes a batch smaller.
  if (expected > state.capacity - state.rows && state.rows > 0) return STOP_COLUMNS_FULL;
  const times = readTimes(state);
  if (times < 0) return STOP_FAULT;
  const sizes = readSizes(state);
  if (sizes < 0) return STOP_FAULT;
  const directions = readDirections(state);
  if (directions < 0) return STOP_FAULT;
  let count = times < sizes ? times : sizes;
  if (directions < count) count = directions;
  let longest = times > sizes ? times : sizes;
  if (directions > longest) longest = directions;
  if (count > state.capacity) return stopForRoom(state, start, count);
  state.rowPackets = count;
  state.rowIncomplete = longest - count;
  sumPackets(state);
  return state.rowRows > state.capacity - state.rows ? stopForRoom(state, start, state.rowRows) : -1;
}

/** Sums the packets up and compares them with the row's counts. */
function sumPackets(state: DecoderState): void {
  const { rowSizes, rowFromFirst, rowPackets } = state;
  let bytes = 0;
  let bytes12 = 0;
  let packets12 = 0;
  let rows = rowPackets;
  for (let packet = 0; packet < rowPackets; packet++) {
    const size = rowSizes[packet]!;
    bytes += size;
    if (rowFromFirst[packet] === 1) {
      bytes12 += size;
      packets12++;
    }
    for (let rest = size; rest > LARGEST_SIZE; rest -= LARGEST_SIZE) rows++;
  }
  state.rowRows = rows;
  state.rowBytes = bytes;
  state.rowContradiction = -1;
  if (state.rowIncomplete > 0) state.rowContradiction = WARN_COLUMN_LENGTHS;
  else if (isOpen(state, COLUMN_PACKET_TIMES) || isOpen(state, COLUMN_PACKET_SIZES) || isOpen(state, COLUMN_PACKET_DIRS)) {
    state.rowContradiction = WARN_LAST_SEMICOLON;
  } else if (
    bytes12 !== state.rowBytes12 || bytes - bytes12 !== state.rowBytes21 ||
    packets12 !== state.rowPackets12 || rowPackets - packets12 !== state.rowPackets21
  ) {
    state.rowContradiction = WARN_COLUMN_COUNTS;
  }
}

/** Wider columns lose what is in them, so they must be taken first. */
function stopForRoom(state: DecoderState, start: number, rows: number): number {
  if (rows > MOST_ROWS) return faultAt(state, start, start, FAULT_ROW_LENGTH, rows, MOST_ROWS);
  if (state.rows > 0) return STOP_COLUMNS_FULL;
  state.report[REPORT_NEED] = rows;
  return STOP_LONG_ROW;
}

/** Appends the packets read last. */
export function addPackets(state: DecoderState): void {
  // A flow without packets is none, and columns never hold more new flows than rows.
  if (state.rowPackets > 0) numberFlow(state);
  const reordered = orderPackets(state, state.rowPackets);
  if (reordered || state.rowRows > state.rowPackets) addOneByOne(state, reordered);
  else addAsTheyStand(state);
  state.skipped[SKIP_INCOMPLETE_COLUMNS]! += state.rowIncomplete;
  addToReport(state, REPORT_PACKETS, state.rowPackets);
  addToReport(state, REPORT_BYTES, state.rowBytes);
}

/** Appends packets that ascend and take one row each. */
function addAsTheyStand(state: DecoderState): void {
  const { rowSizes, rowFromFirst, size, fromA } = state;
  const count = state.rowPackets;
  const row = state.rows;
  // 1 changes "sent by IP1" into "sent by a" where a is IP2.
  const mirror = 1 - state.sentByA;
  state.time.set(state.rowTimes.subarray(0, count), row);
  state.nanoseconds.fill(0, row, row + count);
  state.flow.fill(state.flowNumber, row, row + count);
  for (let packet = 0; packet < count; packet++) {
    size[row + packet] = rowSizes[packet]!;
    fromA[row + packet] = rowFromFirst[packet]! ^ mirror;
  }
  state.rows = row + count;
}

function addOneByOne(state: DecoderState, reordered: boolean): void {
  const mirror = 1 - state.sentByA;
  for (let index = 0; index < state.rowPackets; index++) {
    const packet = reordered ? state.order[index]! : index;
    let rest = state.rowSizes[packet]!;
    do {
      const part = rest > LARGEST_SIZE ? LARGEST_SIZE : rest;
      const row = state.rows++;
      state.time[row] = state.rowTimes[packet]!;
      state.nanoseconds[row] = 0;
      state.size[row] = part;
      state.flow[row] = state.flowNumber;
      state.fromA[row] = state.rowFromFirst[packet]! ^ mirror;
      rest -= part;
    } while (rest > 0);
  }
}
