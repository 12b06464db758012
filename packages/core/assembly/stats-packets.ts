import {
  COLUMN_PACKET_DIRS, COLUMN_PACKET_SIZES, COLUMN_PACKET_TIMES, FAULT_ROW_LENGTH, MOST_ROWS, REPORT_BYTES, REPORT_NEED, REPORT_PACKETS, REPORTS, SKIP_INCOMPLETE_COLUMNS, SKIPS,
  STOP_COLUMNS_FULL, STOP_FAULT, STOP_LONG_ROW, WARN_COLUMN_COUNTS, WARN_COLUMN_LENGTHS, WARN_LAST_SEMICOLON,
} from "../src/decoding/codes";
import { read, write } from "./arrays";
import { numberFlow } from "./flow-table";
import { addToReport, faultAt } from "./report";
import { state } from "./state";
import { isOpen, readDirections, readSizes, readTimes } from "./stats-list";
import { orderPackets } from "./stats-order";

const LARGEST_SIZE: u32 = 65535;

export function readPackets(start: i32): i32 {
  const expected = state.rowPackets12 + state.rowPackets21;
  if (expected > <f64>(state.capacity - state.rows) && state.rows > 0) return STOP_COLUMNS_FULL;
  const times = readTimes();
  if (times < 0) return STOP_FAULT;
  const sizes = readSizes();
  if (sizes < 0) return STOP_FAULT;
  const directions = readDirections();
  if (directions < 0) return STOP_FAULT;
  let count = times < sizes ? times : sizes;
  if (directions < count) count = directions;
  let longest = times > sizes ? times : sizes;
  if (directions > longest) longest = directions;
  if (count > state.capacity) return stopForRoom(start, count);
  state.rowPackets = count;
  state.rowIncomplete = longest - count;
  sumPackets();
  return state.rowRows > state.capacity - state.rows ? stopForRoom(start, state.rowRows) : -1;
}

function sumPackets(): void {
  const rowPackets = state.rowPackets, capacity = state.capacity;
  let bytes: i64 = 0;
  let bytes12: i64 = 0;
  let packets12 = 0;
  let rows = rowPackets;
  for (let packet = 0; packet < rowPackets; packet++) {
    const size = read<u32>(state.rowSizes, packet, capacity);
    const fromFirst = <i32>read<u8>(state.rowFromFirst, packet, capacity);
    bytes += size;
    bytes12 += size * fromFirst;
    packets12 += fromFirst;
    for (let rest = size; rest > LARGEST_SIZE; rest -= LARGEST_SIZE) rows++;
  }
  state.rowRows = rows;
  state.rowBytes = <f64>bytes;
  state.rowContradiction = -1;
  if (state.rowIncomplete > 0) state.rowContradiction = WARN_COLUMN_LENGTHS;
  else if (isOpen(COLUMN_PACKET_TIMES) || isOpen(COLUMN_PACKET_SIZES) || isOpen(COLUMN_PACKET_DIRS)) state.rowContradiction = WARN_LAST_SEMICOLON;
  else if (
    <f64>bytes12 != state.rowBytes12 || <f64>(bytes - bytes12) != state.rowBytes21 ||
    <f64>packets12 != state.rowPackets12 || <f64>(rowPackets - packets12) != state.rowPackets21
  ) {
    state.rowContradiction = WARN_COLUMN_COUNTS;
  }
}

function stopForRoom(start: i32, rows: i32): i32 {
  if (rows > MOST_ROWS) return faultAt(start, start, FAULT_ROW_LENGTH, <f64>rows, MOST_ROWS);
  if (state.rows > 0) return STOP_COLUMNS_FULL;
  write<f64>(state.report, REPORT_NEED, REPORTS, <f64>rows);
  return STOP_LONG_ROW;
}

export function addPackets(): void {
  if (state.rowPackets > 0) numberFlow();
  const reordered = orderPackets(state.rowPackets);
  if (reordered || state.rowRows > state.rowPackets) addOneByOne(reordered);
  else addAsTheyStand();
  const incomplete = read<f64>(state.skipped, SKIP_INCOMPLETE_COLUMNS, SKIPS);
  write<f64>(state.skipped, SKIP_INCOMPLETE_COLUMNS, SKIPS, incomplete + <f64>state.rowIncomplete);
  addToReport(REPORT_PACKETS, <f64>state.rowPackets);
  addToReport(REPORT_BYTES, state.rowBytes);
}

function addAsTheyStand(): void {
  const count = state.rowPackets, row = state.rows, capacity = state.capacity;
  const flowNumber = state.flowNumber;
  // 1 changes "sent by IP1" into "sent by a" where a is IP2.
  const mirror = <u8>(1 - state.sentByA);
  assert(row + count <= capacity, "rows beyond the columns");
  memory.copy(state.time + (<usize>row << 3), state.rowTimes, <usize>count << 3);
  memory.fill(state.nanoseconds + (<usize>row << 2), 0, <usize>count << 2);
  for (let packet = 0; packet < count; packet++) {
    write<u16>(state.size, row + packet, capacity, <u16>read<u32>(state.rowSizes, packet, capacity));
    write<u32>(state.flow, row + packet, capacity, flowNumber);
    write<u8>(state.fromA, row + packet, capacity, read<u8>(state.rowFromFirst, packet, capacity) ^ mirror);
  }
  state.rows = row + count;
}

function addOneByOne(reordered: bool): void {
  const capacity = state.capacity;
  const mirror = <u8>(1 - state.sentByA);
  for (let index = 0; index < state.rowPackets; index++) {
    const packet = reordered ? read<u32>(state.order, index, capacity) : index;
    let rest = read<u32>(state.rowSizes, packet, capacity);
    do {
      const part = rest > LARGEST_SIZE ? LARGEST_SIZE : rest;
      const row = state.rows++;
      write<f64>(state.time, row, capacity, read<f64>(state.rowTimes, packet, capacity));
      write<u32>(state.nanoseconds, row, capacity, 0);
      write<u16>(state.size, row, capacity, <u16>part);
      write<u32>(state.flow, row, capacity, state.flowNumber);
      write<u8>(state.fromA, row, capacity, read<u8>(state.rowFromFirst, packet, capacity) ^ mirror);
      rest -= part;
    } while (rest > 0);
  }
}
