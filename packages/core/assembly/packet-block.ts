import { BLOCK_OBSOLETE_PACKET, SMALLEST_PACKET, SMALLEST_SIMPLE_PACKET } from "../src/decoding/blocks";
import {
  FAULT_BLOCK_LENGTH, FAULT_INTERFACE, FAULT_RECORD_LENGTH, INTERFACE_LINK, INTERFACE_SNAP, INTERFACE_WORDS, LONGEST_RECORD,
  MOST_INTERFACES, REPORT_RECORDS, SETTING_INTERFACES, SETTINGS, SKIP_IMPOSSIBLE_TIME, SKIP_LINK_TYPE, WARN_NO_TIME,
} from "../src/decoding/codes";
import { read } from "./arrays";
import { fileUint16At, fileUint32At } from "./input";
import { findIp } from "./link";
import { addPacket } from "./packet";
import { addToReport, countSkipped, faultAt, warn } from "./report";
import { state } from "./state";
import { setPacketTime } from "./timestamp";

export function readPacketBlock(at: i32, length: i32, bigEndian: bool, type: u32): bool {
  const row = type == BLOCK_OBSOLETE_PACKET ? <u32>fileUint16At(at + 8, bigEndian) : fileUint32At(at + 8, bigEndian);
  if (!isDescribed(at, row)) return false;
  const captured = fileUint32At(at + 20, bigEndian);
  if (captured > <u32>LONGEST_RECORD && isRead(<i32>row)) {
    faultAt(at, at + 20, FAULT_RECORD_LENGTH, <f64>captured, <f64>LONGEST_RECORD);
    return false;
  }
  if (!holds(at, length, SMALLEST_PACKET + <u64>captured)) return false;
  addToReport(REPORT_RECORDS, 1);
  if (!setPacketTime(<i32>row, at + 12, bigEndian)) {
    countSkipped(SKIP_IMPOSSIBLE_TIME);
    return true;
  }
  addBlockPacket(<i32>row, at + 28, captured, fileUint32At(at + 24, bigEndian));
  return true;
}

export function readSimplePacketBlock(at: i32, length: i32, bigEndian: bool): bool {
  if (!isDescribed(at, 0)) return false;
  const original = fileUint32At(at + 8, bigEndian);
  const snap = <u32>read<f64>(state.interfaces, INTERFACE_SNAP, MOST_INTERFACES * INTERFACE_WORDS);
  const captured = snap > 0 && snap < original ? snap : original;
  if (captured > <u32>LONGEST_RECORD) {
    faultAt(at, at + 8, FAULT_RECORD_LENGTH, <f64>captured, <f64>LONGEST_RECORD);
    return false;
  }
  if (!holds(at, length, SMALLEST_SIMPLE_PACKET + <u64>captured)) return false;
  addToReport(REPORT_RECORDS, 1);
  warn(WARN_NO_TIME, <f64>at, 0);
  addBlockPacket(0, at + 12, captured, original);
  return true;
}

function addBlockPacket(row: i32, start: i32, captured: u32, original: u32): void {
  state.packetStart = start;
  state.packetEnd = start + <i32>captured;
  state.packetWire = original;
  addPacket(<i32>read<f64>(state.interfaces, row * INTERFACE_WORDS + INTERFACE_LINK, MOST_INTERFACES * INTERFACE_WORDS));
}

function isRead(row: i32): bool {
  state.packetStart = 0;
  state.packetEnd = 0;
  return findIp(<i32>read<f64>(state.interfaces, row * INTERFACE_WORDS + INTERFACE_LINK, MOST_INTERFACES * INTERFACE_WORDS)) != SKIP_LINK_TYPE;
}

function isDescribed(at: i32, row: u32): bool {
  const described = <u32>read<i32>(state.settings, SETTING_INTERFACES, SETTINGS);
  if (row < described) return true;
  faultAt(at, at + 8, FAULT_INTERFACE, <f64>row, <f64>described);
  return false;
}

function holds(at: i32, length: i32, content: u64): bool {
  if (content <= <u64>length) return true;
  faultAt(at, at + 4, FAULT_BLOCK_LENGTH, <f64>length, <f64>content);
  return false;
}
