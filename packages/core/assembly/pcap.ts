import {
  FAULT_RECORD_LENGTH, INTERFACE_LINK, INTERFACE_TIME_EXPONENT, INTERFACE_WORDS, LONGEST_RECORD, REPORT_RECORDS, SETTING_BIG_ENDIAN,
  SETTING_RECORD_HEADER, SETTINGS, STOP_COLUMNS_FULL, WARN_FRACTION,
} from "../src/decoding/codes";
import { read } from "./arrays";
import { hasRoom } from "./columns";
import { fileUint32At } from "./input";
import { addPacket } from "./packet";
import { addToReport, faultAt, needBytes, stopAt, warn } from "./report";
import { state } from "./state";

const HEADER = 16;
const MODIFIED_HEADER = 24;

export function decodePcap(start: i32, end: i32): i32 {
  const bigEndian = read<i32>(state.settings, SETTING_BIG_ENDIAN, SETTINGS) == 1;
  const header = read<i32>(state.settings, SETTING_RECORD_HEADER, SETTINGS) == MODIFIED_HEADER ? MODIFIED_HEADER : HEADER;
  const linkType = <i32>read<f64>(state.interfaces, INTERFACE_LINK, INTERFACE_WORDS);
  const nanosecond = read<f64>(state.interfaces, INTERFACE_TIME_EXPONENT, INTERFACE_WORDS) == 9;
  const perSecond: u32 = nanosecond ? 1000000000 : 1000000;
  const unit: u32 = nanosecond ? 1 : 1000;
  let at = start;
  while (true) {
    if (end - at < header) return needBytes(at, <f64>header);
    const captured = fileUint32At(at + 8, bigEndian);
    if (captured > <u32>LONGEST_RECORD) return faultAt(at, at + 8, FAULT_RECORD_LENGTH, <f64>captured, <f64>LONGEST_RECORD);
    const length = header + <i32>captured;
    if (end - at < length) return needBytes(at, <f64>length);
    if (!hasRoom()) return stopAt(STOP_COLUMNS_FULL, at);
    let second = <u64>fileUint32At(at, bigEndian);
    let fraction = fileUint32At(at + 4, bigEndian);
    if (fraction >= perSecond) {
      warn(WARN_FRACTION, <f64>(at + 4), <f64>fraction);
      second += fraction / perSecond;
      fraction %= perSecond;
    }
    const nanoseconds = fraction * unit;
    const millisecond = nanoseconds / 1000000;
    state.packetTime = <f64>(second * 1000 + millisecond);
    state.packetNanoseconds = nanoseconds - millisecond * 1000000;
    state.packetStart = at + header;
    state.packetEnd = at + length;
    state.packetWire = fileUint32At(at + 12, bigEndian);
    addToReport(REPORT_RECORDS, 1);
    addPacket(linkType);
    at += length;
  }
}
