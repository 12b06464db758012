import {
  FAULT_RECORD_LENGTH, INTERFACE_LINK, INTERFACE_TIME_EXPONENT, LONGEST_RECORD, REPORT_RECORDS, SETTING_BIG_ENDIAN, SETTING_RECORD_HEADER,
  STOP_COLUMNS_FULL, WARN_FRACTION,
} from '../decoding/codes.ts';
import { hasRoom } from './columns.ts';
import { fileUint32At } from './input.ts';
import { addPacket } from './packet.ts';
import { addToReport, faultAt, needBytes, stopAt, warn } from './report.ts';
import type { DecoderState } from './state.ts';

const HEADER = 16;
/** A. Kuznetsov's modified libpcap: interface, protocol and packet type follow the lengths of every record. */
const MODIFIED_HEADER = 24;

/** Walks the records of a classic pcap, behind its file header (draft-ietf-opsawg-pcap). @returns STOP_… */
export function decodePcap(state: DecoderState, start: number, end: number): number {
  const bigEndian = state.settings[SETTING_BIG_ENDIAN] === 1;
  const header = state.settings[SETTING_RECORD_HEADER] === MODIFIED_HEADER ? MODIFIED_HEADER : HEADER;
  const linkType = state.interfaces[INTERFACE_LINK]!;
  const nanosecond = state.interfaces[INTERFACE_TIME_EXPONENT] === 9;
  const perSecond = nanosecond ? 1000000000 : 1000000;
  const unit = nanosecond ? 1 : 1000;
  let at = start;
  while (true) {
    if (end - at < header) return needBytes(state, at, header);
    const captured = fileUint32At(state, at + 8, bigEndian);
    if (captured > LONGEST_RECORD) return faultAt(state, at, at + 8, FAULT_RECORD_LENGTH, captured, LONGEST_RECORD);
    const length = header + captured;
    if (end - at < length) return needBytes(state, at, length);
    if (!hasRoom(state)) return stopAt(state, STOP_COLUMNS_FULL, at);
    let second = fileUint32At(state, at, bigEndian);
    let fraction = fileUint32At(state, at + 4, bigEndian);
    if (fraction >= perSecond) {
      warn(state, WARN_FRACTION, at + 4, fraction);
      second += Math.floor(fraction / perSecond);
      fraction %= perSecond;
    }
    const nanoseconds = fraction * unit;
    const millisecond = Math.floor(nanoseconds / 1000000);
    state.packetTime = second * 1000 + millisecond;
    state.packetNanoseconds = nanoseconds - millisecond * 1000000;
    state.packetStart = at + header;
    state.packetEnd = at + length;
    state.packetWire = fileUint32At(state, at + 12, bigEndian);
    addToReport(state, REPORT_RECORDS, 1);
    addPacket(state, linkType);
    at += length;
  }
}
