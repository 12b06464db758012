import {
  COLUMN_BYTES12, COLUMN_BYTES21, COLUMN_IP1, COLUMN_IP2, COLUMN_PACKETS12, COLUMN_PACKETS21, COLUMN_PORT1, COLUMN_PORT2, COLUMN_PROTOCOL, COLUMN_TIME,
  FAULT_FIELDS, KEY_KIND, KEY_PORTS, LATEST_TIME, REPORT_ADDRESS, REPORT_ADDRESS_END, REPORT_FAULT_COLUMN, REPORT_RECORDS, SETTING_EXTENDED, SETTING_FIELDS, STOP_ADDRESS,
  STOP_COLUMNS_FULL, STOP_FAULT,
} from '../decoding/codes.ts';
import { addToReport, faultAt, warn } from './report.ts';
import type { DecoderState } from './state.ts';
import { readAddress } from './stats-address.ts';
import { splitFields } from './stats-fields.ts';
import { addPackets, readPackets } from './stats-packets.ts';
import { LARGEST_PORT, readPort } from './stats-port.ts';
import { fieldEnd, fieldStart } from './stats-scan.ts';
import { addSecond } from './stats-seconds.ts';
import { dropSpace, skipSpace } from './stats-space.ts';
import { badValue, readWhole } from './stats-value.ts';

const LARGEST_PROTOCOL = 255;
const LARGEST_WHOLE = 9007199254740991;

/**
 * Decodes the row input[start, end), without its line end: all of it is added, or nothing.
 * @param whole if false, a row that contradicts itself is a fault
 * @returns STOP_…, −1 if it was added
 */
export function decodeRow(state: DecoderState, start: number, end: number, whole: boolean): number {
  const extended = state.settings[SETTING_EXTENDED] === 1;
  if (state.rows === state.capacity) return STOP_COLUMNS_FULL;
  const expected = state.settings[SETTING_FIELDS]!;
  const fields = splitFields(state, start, end);
  if (fields !== expected) return faultAt(state, start, start, FAULT_FIELDS, fields, expected);
  let stop = readPlace(state);
  if (stop < 0) stop = readCounts(state);
  if (stop < 0 && extended) stop = readPackets(state, start);
  if (stop >= 0) return stop;
  const contradiction = extended ? state.rowContradiction : -1;
  if (!whole && contradiction >= 0) return STOP_FAULT;
  if (extended) addPackets(state);
  else addSecond(state);
  addToReport(state, REPORT_RECORDS, 1);
  if (contradiction >= 0) warn(state, contradiction, state.lines + 2, 0);
  return -1;
}

/** Reads second and flow. @returns STOP_…, −1 if they are read */
function readPlace(state: DecoderState): number {
  const key = state.key;
  const second = readWhole(state, COLUMN_TIME, LATEST_TIME / 1000);
  if (second < 0) return STOP_FAULT;
  state.rowTime = 1000 * second;
  const kind1 = readAddress(state, fieldStart(state, COLUMN_IP1), fieldEnd(state, COLUMN_IP1), 0, state.firstAddress);
  if (kind1 < 0) return askForAddress(state, COLUMN_IP1, 1);
  const port1 = readPort(state, COLUMN_PORT1);
  if (port1 < 0) return badPort(state, COLUMN_PORT1);
  const kind2 = readAddress(state, fieldStart(state, COLUMN_IP2), fieldEnd(state, COLUMN_IP2), 4, state.secondAddress);
  if (kind2 < 0) return askForAddress(state, COLUMN_IP2, 2);
  const port2 = readPort(state, COLUMN_PORT2);
  if (port2 < 0) return badPort(state, COLUMN_PORT2);
  const protocol = readWhole(state, COLUMN_PROTOCOL, LARGEST_PROTOCOL);
  if (protocol < 0) return STOP_FAULT;
  key[KEY_PORTS] = (port1 << 16) | port2;
  key[KEY_KIND] = (protocol << 16) | (kind1 << 8) | kind2;
  return -1;
}

function readCounts(state: DecoderState): number {
  state.rowBytes12 = readWhole(state, COLUMN_BYTES12, LARGEST_WHOLE);
  if (state.rowBytes12 < 0) return STOP_FAULT;
  state.rowBytes21 = readWhole(state, COLUMN_BYTES21, LARGEST_WHOLE);
  if (state.rowBytes21 < 0) return STOP_FAULT;
  state.rowPackets12 = readWhole(state, COLUMN_PACKETS12, LARGEST_WHOLE);
  if (state.rowPackets12 < 0) return STOP_FAULT;
  state.rowPackets21 = readWhole(state, COLUMN_PACKETS21, LARGEST_WHOLE);
  return state.rowPackets21 < 0 ? STOP_FAULT : -1;
}

/** @param asked 1 = IP1, 2 = IP2 */
function askForAddress(state: DecoderState, column: number, asked: number): number {
  const end = fieldEnd(state, column);
  const start = skipSpace(state, fieldStart(state, column), end);
  state.report[REPORT_ADDRESS] = start;
  state.report[REPORT_ADDRESS_END] = dropSpace(state, start, end);
  state.report[REPORT_FAULT_COLUMN] = column;
  state.addressAsked = asked;
  return STOP_ADDRESS;
}

function badPort(state: DecoderState, column: number): number {
  badValue(state, column, fieldStart(state, column), LARGEST_PORT);
  return STOP_FAULT;
}
