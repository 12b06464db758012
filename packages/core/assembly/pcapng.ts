import {
  BLOCK_ENHANCED_PACKET, BLOCK_FRAME, BLOCK_INTERFACE, BLOCK_OBSOLETE_PACKET, BLOCK_SECTION, BLOCK_SIMPLE_PACKET, BLOCK_TRAILER,
  MAGIC_BIG_ENDIAN, MAGIC_LITTLE_ENDIAN, SMALLEST_INTERFACE, SMALLEST_PACKET, SMALLEST_SECTION, SMALLEST_SIMPLE_PACKET,
} from "../src/decoding/blocks";
import {
  FAULT_BLOCK_LENGTH, FAULT_BLOCK_TRAILER, FAULT_BYTE_ORDER, LONGEST_BLOCK, SETTING_BIG_ENDIAN, SETTINGS,
  STOP_COLUMNS_FULL, STOP_FAULT, STOP_INTERFACE, STOP_SECTION,
} from "../src/decoding/codes";
import { read } from "./arrays";
import { hasRoom } from "./columns";
import { fileUint32At } from "./input";
import { readPacketBlock, readSimplePacketBlock } from "./packet-block";
import { faultAt, stopAt } from "./report";
import { needBlock, needSkipped, roundedUp, skipBody, startSkipping } from "./skip-block";
import { state } from "./state";

export function decodePcapng(start: i32, end: i32): i32 {
  let at = start;
  while (true) {
    let bigEndian = read<i32>(state.settings, SETTING_BIG_ENDIAN, SETTINGS) == 1;
    if (state.skipBytes > 0) {
      at = skipBody(at, end);
      if (end - at < BLOCK_TRAILER) return needSkipped(at);
      const trailer = fileUint32At(at, bigEndian);
      if (roundedUp(trailer) != roundedUp(state.skipLength)) return faultAt(at, at, FAULT_BLOCK_TRAILER, <f64>trailer, <f64>state.skipLength);
      at += BLOCK_TRAILER;
      state.skipBytes = 0;
    }
    if (end - at < BLOCK_FRAME) return needBlock(at, <f64>BLOCK_FRAME);
    const type = fileUint32At(at, bigEndian);
    if (type == BLOCK_SECTION) {
      const magic = fileUint32At(at + 8, false);
      bigEndian = magic == MAGIC_BIG_ENDIAN;
      if (!bigEndian && magic != MAGIC_LITTLE_ENDIAN) return faultAt(at, at + 8, FAULT_BYTE_ORDER, <f64>magic, <f64>MAGIC_LITTLE_ENDIAN);
    }
    const stated = fileUint32At(at + 4, bigEndian);
    const smallest = smallestBlock(type);
    if (stated < <u32>smallest) return faultAt(at, at + 4, FAULT_BLOCK_LENGTH, <f64>stated, <f64>smallest);
    if (smallest == BLOCK_FRAME) {
      startSkipping(stated);
      continue;
    }
    if (stated > <u32>LONGEST_BLOCK) return faultAt(at, at + 4, FAULT_BLOCK_LENGTH, <f64>stated, <f64>LONGEST_BLOCK);
    const length = <i32>((stated + 3) & ~3);
    if (end - at < length) return needBlock(at, <f64>length);
    const trailer = fileUint32At(at + length - BLOCK_TRAILER, bigEndian);
    if (trailer != stated && roundedUp(trailer) != <f64>length) return faultAt(at, at + length - BLOCK_TRAILER, FAULT_BLOCK_TRAILER, <f64>trailer, <f64>stated);
    if (type == BLOCK_SECTION || type == BLOCK_INTERFACE) {
      needBlock(at, <f64>length);
      return stopAt(type == BLOCK_SECTION ? STOP_SECTION : STOP_INTERFACE, at);
    }
    if (!hasRoom()) return stopAt(STOP_COLUMNS_FULL, at);
    const taken = type == BLOCK_SIMPLE_PACKET ? readSimplePacketBlock(at, length, bigEndian) : readPacketBlock(at, length, bigEndian, type);
    if (!taken) return STOP_FAULT;
    at += length;
  }
}

function smallestBlock(type: u32): i32 {
  switch (type) {
    case BLOCK_ENHANCED_PACKET:
    case BLOCK_OBSOLETE_PACKET:
      return SMALLEST_PACKET;
    case BLOCK_SIMPLE_PACKET:
      return SMALLEST_SIMPLE_PACKET;
    case BLOCK_INTERFACE:
      return SMALLEST_INTERFACE;
    case BLOCK_SECTION:
      return SMALLEST_SECTION;
    default:
      return BLOCK_FRAME;
  }
}
