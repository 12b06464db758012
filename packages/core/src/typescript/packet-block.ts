import { BLOCK_OBSOLETE_PACKET, SMALLEST_PACKET, SMALLEST_SIMPLE_PACKET } from '../decoding/blocks.ts';
import {
  FAULT_BLOCK_LENGTH, FAULT_INTERFACE, FAULT_RECORD_LENGTH, INTERFACE_LINK, INTERFACE_SNAP, INTERFACE_WORDS, LONGEST_RECORD,
  REPORT_RECORDS, SETTING_INTERFACES, SKIP_IMPOSSIBLE_TIME, SKIP_LINK_TYPE, WARN_NO_TIME,
} from '../decoding/codes.ts';
import { fileUint16At, fileUint32At } from './input.ts';
import { findIp } from './link.ts';
import { addPacket } from './packet.ts';
import { addToReport, countSkipped, faultAt, warn } from './report.ts';
import type { DecoderState } from './state.ts';
import { setPacketTime } from './timestamp.ts';

/**
 * Decodes an enhanced packet block, or the obsolete one, which differs in a narrower interface number beside a count of drops.
 * @returns whether it was no fault
 */
export function readPacketBlock(state: DecoderState, at: number, length: number, bigEndian: boolean, type: number): boolean {
  const row = type === BLOCK_OBSOLETE_PACKET ? fileUint16At(state, at + 8, bigEndian) : fileUint32At(state, at + 8, bigEndian);
  if (!isDescribed(state, at, row)) return false;
  const captured = fileUint32At(state, at + 20, bigEndian);
  if (captured > LONGEST_RECORD && isRead(state, row)) {
    faultAt(state, at, at + 20, FAULT_RECORD_LENGTH, captured, LONGEST_RECORD);
    return false;
  }
  if (!holds(state, at, length, SMALLEST_PACKET + captured)) return false;
  addToReport(state, REPORT_RECORDS, 1);
  if (!setPacketTime(state, row, at + 12, bigEndian)) {
    countSkipped(state, SKIP_IMPOSSIBLE_TIME);
    return true;
  }
  addBlockPacket(state, row, at + 28, captured, fileUint32At(state, at + 24, bigEndian));
  return true;
}

/**
 * Decodes a simple packet block: of the first interface, as long as its snap length lets it be, without a time. The time of
 * the packet before it is the nearest that is known (1970 if there is none).
 * @returns whether it was no fault
 */
export function readSimplePacketBlock(state: DecoderState, at: number, length: number, bigEndian: boolean): boolean {
  if (!isDescribed(state, at, 0)) return false;
  const original = fileUint32At(state, at + 8, bigEndian);
  const snap = state.interfaces[INTERFACE_SNAP]!;
  const captured = snap > 0 && snap < original ? snap : original;
  if (captured > LONGEST_RECORD) {
    faultAt(state, at, at + 8, FAULT_RECORD_LENGTH, captured, LONGEST_RECORD);
    return false;
  }
  if (!holds(state, at, length, SMALLEST_SIMPLE_PACKET + captured)) return false;
  addToReport(state, REPORT_RECORDS, 1);
  warn(state, WARN_NO_TIME, at, 0);
  addBlockPacket(state, 0, at + 12, captured, original);
  return true;
}

function addBlockPacket(state: DecoderState, row: number, start: number, captured: number, original: number): void {
  state.packetStart = start;
  state.packetEnd = start + captured;
  state.packetWire = original;
  addPacket(state, state.interfaces[row * INTERFACE_WORDS + INTERFACE_LINK]!);
}

/** Link types that nobody reads may have longer packets: USB transfers, messages of D-Bus. */
function isRead(state: DecoderState, row: number): boolean {
  state.packetStart = 0;
  state.packetEnd = 0;
  return findIp(state, state.interfaces[row * INTERFACE_WORDS + INTERFACE_LINK]!) !== SKIP_LINK_TYPE;
}

function isDescribed(state: DecoderState, at: number, row: number): boolean {
  const described = state.settings[SETTING_INTERFACES]!;
  if (row < described) return true;
  faultAt(state, at, at + 8, FAULT_INTERFACE, row, described);
  return false;
}

function holds(state: DecoderState, at: number, length: number, content: number): boolean {
  if (content <= length) return true;
  faultAt(state, at, at + 4, FAULT_BLOCK_LENGTH, length, content);
  return false;
}
