import {
  COLUMN_BYTES12, COLUMN_BYTES21, COLUMN_IP1, COLUMN_IP2, COLUMN_PACKETS12, COLUMN_PACKETS21, COLUMN_PORT1, COLUMN_PORT2, COLUMN_PROTOCOL, COLUMN_TIME,
  FAULT_FIELDS, KEY_KIND, KEY_PORTS, KEY_WORDS, LATEST_TIME, REPORT_ADDRESS, REPORT_ADDRESS_END, REPORT_FAULT_COLUMN, REPORT_RECORDS, REPORTS, SETTING_EXTENDED, SETTING_FIELDS,
  SETTINGS, STOP_ADDRESS, STOP_COLUMNS_FULL, STOP_FAULT,
} from "../src/decoding/codes";
import { read, write } from "./arrays";
import { addToReport, faultAt, warn } from "./report";
import { state } from "./state";
import { readAddress } from "./stats-address";
import { splitFields } from "./stats-fields";
import { addPackets, readPackets } from "./stats-packets";
import { LARGEST_PORT, readPort } from "./stats-port";
import { fieldEnd, fieldStart } from "./stats-scan";
import { addSecond } from "./stats-seconds";
import { dropSpace, skipSpace } from "./stats-space";
import { badValue, readWhole } from "./stats-value";

const LARGEST_PROTOCOL = 255;
const LARGEST_WHOLE: f64 = 9007199254740991;

export function decodeRow(start: i32, end: i32, whole: bool): i32 {
  const settings = state.settings;
  const extended = read<i32>(settings, SETTING_EXTENDED, SETTINGS) == 1;
  if (state.rows == state.capacity) return STOP_COLUMNS_FULL;
  const expected = read<i32>(settings, SETTING_FIELDS, SETTINGS);
  const fields = splitFields(start, end);
  if (fields != expected) return faultAt(start, start, FAULT_FIELDS, <f64>fields, <f64>expected);
  let stop = readPlace();
  if (stop < 0) stop = readCounts();
  if (stop < 0 && extended) stop = readPackets(start);
  if (stop >= 0) return stop;
  const contradiction = extended ? state.rowContradiction : -1;
  if (!whole && contradiction >= 0) return STOP_FAULT;
  if (extended) addPackets();
  else addSecond();
  addToReport(REPORT_RECORDS, 1);
  if (contradiction >= 0) warn(contradiction, state.lines + 2, 0);
  return -1;
}

function readPlace(): i32 {
  const key = state.key;
  const second = readWhole(COLUMN_TIME, <f64>(LATEST_TIME / 1000));
  if (second < 0) return STOP_FAULT;
  state.rowTime = 1000 * second;
  const kind1 = readAddress(fieldStart(COLUMN_IP1), fieldEnd(COLUMN_IP1), 0, state.firstAddress);
  if (kind1 < 0) return askForAddress(COLUMN_IP1, 1);
  const port1 = readPort(COLUMN_PORT1);
  if (port1 < 0) return badPort(COLUMN_PORT1);
  const kind2 = readAddress(fieldStart(COLUMN_IP2), fieldEnd(COLUMN_IP2), 4, state.secondAddress);
  if (kind2 < 0) return askForAddress(COLUMN_IP2, 2);
  const port2 = readPort(COLUMN_PORT2);
  if (port2 < 0) return badPort(COLUMN_PORT2);
  const protocol = readWhole(COLUMN_PROTOCOL, LARGEST_PROTOCOL);
  if (protocol < 0) return STOP_FAULT;
  write<u32>(key, KEY_PORTS, KEY_WORDS, (port1 << 16) | port2);
  write<u32>(key, KEY_KIND, KEY_WORDS, (<i32>protocol << 16) | (kind1 << 8) | kind2);
  return -1;
}

function readCounts(): i32 {
  state.rowBytes12 = readWhole(COLUMN_BYTES12, LARGEST_WHOLE);
  if (state.rowBytes12 < 0) return STOP_FAULT;
  state.rowBytes21 = readWhole(COLUMN_BYTES21, LARGEST_WHOLE);
  if (state.rowBytes21 < 0) return STOP_FAULT;
  state.rowPackets12 = readWhole(COLUMN_PACKETS12, LARGEST_WHOLE);
  if (state.rowPackets12 < 0) return STOP_FAULT;
  state.rowPackets21 = readWhole(COLUMN_PACKETS21, LARGEST_WHOLE);
  return state.rowPackets21 < 0 ? STOP_FAULT : -1;
}

function askForAddress(column: i32, asked: i32): i32 {
  const end = fieldEnd(column);
  const start = skipSpace(fieldStart(column), end);
  write<f64>(state.report, REPORT_ADDRESS, REPORTS, <f64>start);
  write<f64>(state.report, REPORT_ADDRESS_END, REPORTS, <f64>dropSpace(start, end));
  write<f64>(state.report, REPORT_FAULT_COLUMN, REPORTS, <f64>column);
  state.addressAsked = asked;
  return STOP_ADDRESS;
}

function badPort(column: i32): i32 {
  badValue(column, fieldStart(column), LARGEST_PORT);
  return STOP_FAULT;
}
